const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const opens = 9 * hour

/** The time of day, for a day that starts at nine. Later days are numbered: `day 3, 14:30`. */
export function timeOfDay(at: number): string {
  const time = opens + at
  const days = Math.floor(time / day)
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  const clock = `${two((time % day) / hour)}:${two((time % hour) / minute)}`
  return days === 0 ? clock : `day ${days + 1}, ${clock}`
}

const distances = [10 * minute, 15 * minute, 20 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour]

/** Round times of a day, in ms from its start: at most as many as fit. */
export function hourMarks(length: number, most: number): number[] {
  const distance = distances.find((each) => length / each <= most) ?? Math.ceil(length / most / day) * day
  return Array.from({ length: Math.floor(length / distance) + 1 }, (_, index) => index * distance)
}
