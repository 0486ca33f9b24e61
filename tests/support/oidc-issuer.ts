import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";

export interface Claims {
  sub: string;
  name?: string;
  email?: string;
  email_verified?: boolean;
}

export interface OidcIssuer {
  url: string;
  clientId: string;
  clientSecret: string;
  /** what the token endpoint should do instead of what is right */
  fault: "none" | "status" | "nonce" | "signature";
  /** claims told at the userinfo endpoint instead of in the token */
  userinfo: Partial<Claims> | undefined;
  /** Somebody agrees at the authorization address: the query with which the browser comes back. */
  agree(authorizationUrl: string, claims: Claims): URLSearchParams;
  close(): Promise<void>;
}

/** An OpenID Connect issuer on a port of its own: codes for tokens, with PKCE and nonce checked. */
export async function startOidcIssuer(): Promise<OidcIssuer> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const grants = new Map<
    string,
    { claims: Claims; nonce: string | null; challenge: string | null; redirectUri: string | null }
  >();
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { status, body } = answer(request, new URLSearchParams(Buffer.concat(chunks).toString()));
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function answer(request: http.IncomingMessage, form: URLSearchParams): { status: number; body: unknown } {
    switch (request.url) {
      case "/.well-known/openid-configuration":
        return {
          status: 200,
          body: {
            issuer: url,
            authorization_endpoint: `${url}/authorize`,
            token_endpoint: `${url}/token`,
            userinfo_endpoint: `${url}/userinfo`,
            jwks_uri: `${url}/jwks`,
            response_types_supported: ["code"],
            id_token_signing_alg_values_supported: ["RS256"],
          },
        };
      case "/jwks":
        return {
          status: 200,
          body: { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }] },
        };
      case "/token":
        return token(request, form);
      case "/userinfo":
        return { status: 200, body: issuer.userinfo ?? {} };
      default:
        return { status: 404, body: {} };
    }
  }

  function token(request: http.IncomingMessage, form: URLSearchParams): { status: number; body: unknown } {
    const grant = grants.get(form.get("code") ?? "");
    grants.delete(form.get("code") ?? "");
    const basic = `Basic ${Buffer.from(`${issuer.clientId}:${issuer.clientSecret}`).toString("base64")}`;
    const verifier = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const right =
      grant &&
      request.headers.authorization === basic &&
      verifier === grant.challenge &&
      form.get("redirect_uri") === grant.redirectUri;
    if (!right || issuer.fault === "status") return { status: 400, body: { error: "invalid_grant" } };
    const seconds = Math.floor(Date.now() / 1000);
    const payload = {
      ...{ iss: url, aud: issuer.clientId, iat: seconds, exp: seconds + 60 },
      ...grant.claims,
      nonce: issuer.fault === "nonce" ? "another" : grant.nonce,
    };
    const text = [{ alg: "RS256", kid: "1", typ: "JWT" }, payload]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    const signature = sign("RSA-SHA256", Buffer.from(text), issuer.fault === "signature" ? stranger : privateKey);
    const idToken = `${text}.${signature.toString("base64url")}`;
    return { status: 200, body: { access_token: "access", token_type: "Bearer", id_token: idToken, expires_in: 60 } };
  }

  const issuer: OidcIssuer = {
    url,
    clientId: "silica",
    clientSecret: "secret",
    fault: "none",
    userinfo: undefined,
    agree: (authorizationUrl, claims) => {
      const { searchParams } = new URL(authorizationUrl);
      const code = randomBytes(16).toString("hex");
      grants.set(code, {
        claims,
        nonce: searchParams.get("nonce"),
        challenge: searchParams.get("code_challenge"),
        redirectUri: searchParams.get("redirect_uri"),
      });
      return new URLSearchParams({ code, state: searchParams.get("state") ?? "" });
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
  return issuer;
}
