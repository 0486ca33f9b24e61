export type Role = "admin" | "member";

/** null where the person follows the browser or the system. */
export type Theme = "light" | "dark";

/** Who acts. Every verb receives one in its context. */
export type Actor =
  | {
      type: "user";
      userId: string;
      role: Role;
      sessionId: string;
      email: string;
      name: string;
      locale: Locale | null;
      theme: Theme | null;
    }
  | { type: "apiKey"; userId: string; role: Role; keyId: string }
  | { type: "system" }
  | { type: "anonymous" };

/** Languages the product is written in. */
export const locales = ["en", "zh-CN"] as const;
export type Locale = (typeof locales)[number];

export type UserActor = Extract<Actor, { type: "user" }>;
