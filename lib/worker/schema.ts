import { z } from "zod";

/** Work that was set aside after its last attempt. */
export interface SetAsideJob {
  id: string;
  /** of the job's declaration, such as `capture-output` */
  name: string;
  /** whose it was; null for the installation's own, and where nobody can tell any more */
  person: string | null;
  attempts: number;
  /** what the last attempt ended with, as the log has it */
  error: string | null;
  createdAt: string;
  failedAt: string;
}

export const SetAsideJobParams = z.strictObject({ id: z.uuid() });
