export { pictureShapes, type PictureShape } from "./picture-models";
