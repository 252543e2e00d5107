
export type SignOffId = string;
