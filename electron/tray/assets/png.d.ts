/** With `?inline` the bundler puts the picture into the bundle, as a data URL. */
declare module '*.png?inline' {
  const dataUrl: string
  // biome-ignore lint/style/noDefaultExport: the bundler's own
  export default dataUrl
}
