
export type Capture = "file" | "fetched" | "archive" | "made";
