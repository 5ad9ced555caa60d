namespace Slipway.Checks.Tests;

/// <summary>One nginx over http and https with a page for every way in which headers are right or wrong.</summary>
public sealed class HeadersWorld : NginxWorld
{
    public string Http => $"http://localhost:{Plain}/";

    public string Https => $"https://localhost:{Secure}/";

    protected override string Servers() =>
        $$"""
            server {
              {{Listening}}
              server_tokens off;
              location = /good {
                add_header Strict-Transport-Security "max-age=31536000";
                add_header Content-Security-Policy "default-src 'self'; frame-ancestors 'none'";
                add_header X-Content-Type-Options nosniff;
                add_header Referrer-Policy "strict-origin-when-cross-origin";
                add_header Permissions-Policy "camera=()";
                add_header Set-Cookie "id=1; Expires=Wed, 09 Jun 2032 10:18:14 GMT; Path=/; Secure; HttpOnly; SameSite=Lax";
                add_header Set-Cookie "theme=dark; Secure; SameSite=None; HttpOnly";
                return 200 "ok";
              }
              location = /bare { return 200 "ok"; }
              location = /tells { server_tokens on; add_header X-Powered-By "PHP/8.1"; return 200 "ok"; }
              location = /inline {
                add_header Content-Security-Policy "script-src 'self' 'unsafe-inline'";
                return 200 "ok";
              }
              location = /nonce {
                add_header Content-Security-Policy "script-src 'nonce-abc' 'unsafe-inline' 'strict-dynamic' https:";
                return 200 "ok";
              }
              location = /framed {
                add_header X-Frame-Options DENY;
                add_header Content-Security-Policy "frame-ancestors *";
                return 200 "ok";
              }
              location = /same-frame { add_header X-Frame-Options SAMEORIGIN; return 200 "ok"; }
              location = /cookies {
                add_header Set-Cookie "session=s3cr3t-value; Expires=Wed, 09 Jun 2032 10:18:14 GMT";
                add_header Set-Cookie "XSRF-TOKEN=t; Secure; SameSite=Strict";
                add_header Set-Cookie "cross=1; HttpOnly; SameSite=None";
                return 200 "ok";
              }
              location = /echo {
                add_header Access-Control-Allow-Origin $http_origin;
                add_header Access-Control-Allow-Credentials true;
                return 200 "ok";
              }
              location = /star { add_header Access-Control-Allow-Origin "*"; return 200 "ok"; }
              location = /star-with {
                add_header Access-Control-Allow-Origin "*";
                add_header Access-Control-Allow-Credentials true;
                return 200 "ok";
              }
              location = /own { add_header Access-Control-Allow-Origin "https://shop.example"; return 200 "ok"; }
              location = /leads { return 302 /good; }
              location = /denied { return 403 "no"; }
              location = /error { return 500 "no"; }
              location = /missing { return 404 "no"; }
            }
            """;
}
