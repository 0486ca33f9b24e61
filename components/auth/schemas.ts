"use client";

// Loaded when a field is first left: the forms stand before zod arrives.
import "@/components/zod-setup";

export {
  DeleteAccountInput,
  InvitationInput,
  PasswordInput,
  SetupInput,
  SignInInput,
  SignUpInput,
} from "@/lib/auth/schema";
