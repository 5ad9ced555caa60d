using System.Globalization;

namespace Slipway.Checks.Tests;

/// <summary>One nginx with doors that are shut in every way, and some that only look so.</summary>
public sealed class RefusedWorld : NginxWorld
{
    public RefusedWorld()
    {
        Folder.Write("users", "ops:{PLAIN}right-password\n");
        Folder.Write("page", "Orders of today: 4711, 4712\n");
    }

    public string Http => $"http://127.0.0.1:{Plain}";

    public string Https => $"https://localhost:{Secure}";

    protected override string Servers() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            map $http_authorization $role { default none; "Bearer admin-token" admin; "Bearer reader-token" reader; }
            proxy_cache_path {{Folder.Path}}/cache keys_zone=kept:1m;
            server {
              {{Listening}}
              location /basic { auth_basic "ops"; auth_basic_user_file {{Folder["users"]}}; alias {{Folder["page"]}}; }
              location = /role { auth_request /ask-admin; alias {{Folder["page"]}}; }
              location = /me { auth_request /ask-any; alias {{Folder["page"]}}; }
              location = /ask-admin { internal; if ($role = none) { return 401; } if ($role = reader) { return 403; } return 204; }
              location = /ask-any { internal; if ($role = none) { return 401; } return 204; }
              location = /open { alias {{Folder["page"]}}; }
              location = /empty { return 204; }
              location = /cached {
                proxy_pass http://127.0.0.1:{{Plain}}/role;
                proxy_cache kept;
                proxy_cache_key $uri;
                proxy_cache_valid 200 1m;
              }
              location = /tells { return 401 "please sign in, Customer 4711"; }
              location = /same { if ($role = admin) { return 200 "Orders of today: 4711"; } return 401 "Orders of today: 4711"; }
              location = /led { return 302 /login?next=%2Fled&token=s3cr3t; }
              location = /led-astray { return 302 /login-not/x; }
              location = /led-away { return 302 https://elsewhere.example/login; }
              location = /led-with-data { return 302 /login; }
              location = /deny { deny all; }
              location = /missing { return 404 "no"; }
              location = /hidden { if ($role = admin) { return 200 "Hidden orders"; } return 404 "no"; }
              location = /busy { return 429; }
              location = /wrong { return 405; }
              location = /proxied { return 407; }
              location = /unchanged { return 304; }
              location = /down { return 503; }
              location = /broken { return 444; }
            }
            """
        );
}
