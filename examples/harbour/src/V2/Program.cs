using Harbour;

return await HarbourCommandLine.RunAsync(Harbour.V2.ThisRelease.Release, args);
