import "server-only";

export { findActor } from "./find-actor";
export { findInvitation } from "./invitation";
export { completeSetup, createSetupLink, hasAdministrator } from "./setup";
export { signIn, type SignedIn } from "./sign-in";
export { signOut } from "./sign-out";
