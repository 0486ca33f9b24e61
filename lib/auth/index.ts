import "server-only";

export { findActor } from "./find-actor";
export { signIn, type SignedIn } from "./sign-in";
export { signOut } from "./sign-out";
export { signInMethods } from "./sign-in-methods";
export { handleOutside } from "./next-auth";
export { signUp } from "./sign-up";
export { completeSetup, createSetupLink, hasAdministrator } from "./setup";
export { readAccount, updateProfile } from "./profile";
export { changePassword } from "./change-password";
export { findLiveSessions } from "./live-sessions";
export { endOtherSessions, endSession, listSessions } from "./sessions";
export { deleteAccount } from "./delete-account";
export { eraseAccount } from "./erase-account";
export { findPeople } from "./find-people";
export { createUser, findPersonByEmail, listPeople, updatePerson } from "./people";
export { findInvitation } from "./invitation";
export { createInvitation, listInvitations, revokeInvitation } from "./invitations";
