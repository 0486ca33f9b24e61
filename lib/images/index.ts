import "server-only";

export { createPicture, findPictureModel, type CreatedPicture, type PictureModel } from "./create-picture";
export { listImageModels, requireImageModel } from "./list-image-models";
export { improvePrompt } from "./improve-prompt";
