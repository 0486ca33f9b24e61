export { directBodies, type DirectSink } from "./direct-body";
export { AppError, failures, isAppError, type FailureCode, type FailureDetails } from "./errors";
export { locales, type Actor, type Locale, type Role, type Theme, type UserActor } from "./actor";
export { newId } from "./ids";
export { exactAmount, formatMoney, parseAmount, type Nanos } from "./money";
export { formatSize } from "./size";
export { storableText } from "./text";
