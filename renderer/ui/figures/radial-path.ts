/** A radial line between two radii around the centre of a 256 box, as SVG path data. */
export function radialPath(degrees: number, from: number, to: number): string {
  const angle = ((degrees - 90) * Math.PI) / 180
  const at = (radius: number) =>
    `${(128 + radius * Math.cos(angle)).toFixed(2)} ${(128 + radius * Math.sin(angle)).toFixed(2)}`
  return `M${at(from)}L${at(to)}`
}
