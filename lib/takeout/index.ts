import "server-only";

export { openTakeout } from "./open-takeout";
