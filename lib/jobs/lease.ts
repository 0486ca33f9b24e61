import { env } from "@/lib/env";

/** How long a job belongs to the process that took it, unless it says that it still lives; as an interval. */
export const lease = () => `${env().JOB_LEASE_MS} milliseconds`;
