export { pictureShapes, type PictureShape } from "./picture-shapes";
export * from "./input";
export { fitInput, usualSettings, type FittedSettings } from "./fit";
export {
  imageFieldNames,
  imageFields,
  sidesOf,
  usualValue,
  type FreeSize,
  type ImageFieldName,
  type ImageModel,
  type NumberField,
  type PictureField,
  type SizeField,
  type SizePreset,
} from "./model";
export { planImages, priceOfImages, type PlannedImageCall } from "./plan";
export { imageProblems, type ImageProblem } from "./problems";
