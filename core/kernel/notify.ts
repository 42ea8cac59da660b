/** Shows a system notification; one with the `tag` of an earlier one replaces it. */
export type Notify = (notification: { title: string; body: string; tag: string }) => void
