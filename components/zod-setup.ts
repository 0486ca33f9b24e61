"use client";

import { config } from "zod/v4/core";

// Zod compiles its checks with `new Function` where it may; the content policy forbids that and would report each try.
config({ jitless: true });
