import { AppError } from "@/lib/core";

export function diskFull(cause: unknown): AppError {
  return new AppError("unavailable", "The server has no space left for files. Tell your administrator.", {
    reason: "disk_full",
    retryAfterMs: 60_000,
    cause,
  });
}

export function unreachable(cause: unknown): AppError {
  return new AppError("unavailable", "The place where files are kept cannot be reached. Try again in a minute.", {
    reason: "storage_unreachable",
    retryAfterMs: 10_000,
    cause,
  });
}

export function missing(cause?: unknown): AppError {
  return new AppError("not_found", "This file is missing on the server.", { reason: "file_missing", cause });
}

/** A body that is not as long as its sender said. */
export function otherSize(): AppError {
  return new AppError("invalid_input", "The file broke off on its way.", { reason: "broken_off" });
}
