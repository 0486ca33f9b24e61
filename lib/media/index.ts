import "server-only";

export { captureFile, type CaptureInput } from "./capture-file";
export { createFile } from "./create-file";
export { createPicture } from "./create-picture";
export { deleteAsset } from "./delete-asset";
export { contentDisposition, downloadName, toFileName } from "./file-name";
export { findAssets } from "./find-assets";
export { findAssetIds } from "./find-asset-ids";
export { importPicture } from "./import-picture";
export { openAsset, readAsset } from "./open-asset";
export { readPictureForModel, readPicturePart } from "./read-picture-for-model";
export { requireAssets } from "./require-assets";
export { savePicture } from "./save-picture";
export { serveAsset } from "./serve-asset";
export { setPoster } from "./set-poster";
export { sweepFiles } from "./sweep-files";
export { upload } from "./upload";
