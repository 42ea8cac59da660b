export const ipList = {} as const
