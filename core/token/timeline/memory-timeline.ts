import { retained, type TimelineRecord, type TimelineStore } from './timeline-store.ts'

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
    async prune(place, bounds) {
      const records = rows.filter((row) => row.place === place).map(({ record }) => record)
      const kept = new Set(retained(records, bounds))
      rows = rows.filter((row) => row.place !== place || kept.has(row.record))
    },
    async remove(place) {
      rows = rows.filter((row) => row.place !== place)
    },
  }
}
