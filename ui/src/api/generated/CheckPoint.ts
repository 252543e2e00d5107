
export type CheckPoint = "names" | "dates" | "numbers" | "quotation" | "attribution" | "cause" | "image_origin" | "source_fit";
