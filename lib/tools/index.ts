import "server-only";

export { listTools } from "./list-tools";
export { createTool, deleteTool, listOwnTools, updateTool } from "./own-tools";
export { resolveTools } from "./resolve-tools";
export {
  createToolServer,
  deleteToolServer,
  listToolServers,
  refreshToolServer,
  updateToolServer,
} from "./tool-servers";
export { readStepLimit, setStepLimit } from "./step-limit";
export { tryTool } from "./try-tool";
export { hasWeatherKey, setWeatherKey } from "./weather-key";
export type { Toolbox, ToolDefinition, ToolResult, ToolSite } from "./toolbox";
