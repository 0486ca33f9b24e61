"use client";

// Loaded when a field is first left: the forms stand before zod arrives.
import "@/components/zod-setup";

export { ToolServerInput, ToolStepsInput, UpdateToolInput, WeatherKeyInput } from "@/lib/tools/schema";
