
export type TwinBy = "doi" | "url" | "symbol" | "title";
