import "server-only";

export { findItem } from "./find-item";
export { listLibrary } from "./list-library";
export { listLibraryModels } from "./list-library-models";
export { openZip, selectItems } from "./open-zip";
export { countItemShares, listItemShares, readItemShare, revokeItemShare, serveItemShare, shareItem } from "./shares";
export { sweepTrash } from "./sweep-trash";
export { deleteItems, emptyTrash, restoreItems, trashItems } from "./trash";
export { renameItem, requireItem, setFavourite } from "./update-item";
