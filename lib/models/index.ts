import "server-only";

export { applyProviderList, type ProviderListChanges, type ProviderListEntry } from "./apply-provider-list";
export { listAdminModels } from "./list-admin-models";
export { listModels } from "./list-models";
export { listMediaModels, requireMediaModel } from "./media-models";
export { namesOf } from "./names-of";
export { defaultChatModel, titleModel } from "./preferred";
export { ratesOf } from "./rates-of";
export { replacementFor } from "./replacement-for";
export { requireModel } from "./require-model";
export { seedCatalogue } from "./seed-catalogue";
export { setHidden } from "./set-hidden";
export { setPrice } from "./set-price";
export { updateModel } from "./update-model";
