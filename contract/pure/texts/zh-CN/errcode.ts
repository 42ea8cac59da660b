export const errcode = {} as const
