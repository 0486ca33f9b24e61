import "server-only";

export { createPicture, findPictureModel, type CreatedPicture, type PictureModel } from "./create-picture";
