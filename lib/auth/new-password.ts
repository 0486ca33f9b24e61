import { AppError } from "@/lib/core";
import { isCommonPassword } from "./common-passwords";
import { hashPassword } from "./password";

/**
 * The hash of a password somebody chooses.
 * @param own address and name of the person, which are no passwords either
 * @throws AppError `invalid_input` (reason `common_password`)
 */
export async function acceptPassword(password: string, own: readonly string[], field = "password"): Promise<string> {
  if (isCommonPassword(password, own)) {
    throw new AppError("invalid_input", "This password is one of the first to be guessed. Choose another.", {
      reason: "common_password",
      field,
      fields: { [field]: "This password is one of the first to be guessed." },
    });
  }
  return hashPassword(password);
}
