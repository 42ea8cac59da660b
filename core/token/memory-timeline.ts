import type { TimelineRecord, TimelineStore } from './timeline-store.ts'

/** Keeps the timeline as long as the process lives. */
export function createMemoryTimeline(): TimelineStore {
  let rows: { place: string; record: TimelineRecord }[] = []
  return {
    list: async () => [...rows],
    async add(place, record) {
      rows.push({ place, record })
    },
    async replace(place, records) {
      rows = [...rows.filter((row) => row.place !== place), ...records.map((record) => ({ place, record }))]
    },
    async prune(place, at, most) {
      const kept = rows.filter((row) => row.place === place && row.record.at >= at).slice(-most)
      rows = rows.filter((row) => row.place !== place || kept.includes(row))
    },
    async remove(place) {
      rows = rows.filter((row) => row.place !== place)
    },
  }
}
