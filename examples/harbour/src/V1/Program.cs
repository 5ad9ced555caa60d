using Harbour;

return await HarbourCommandLine.RunAsync(Harbour.V1.ThisRelease.Release, args);
