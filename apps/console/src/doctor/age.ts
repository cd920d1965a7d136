/** Completed years on a day; a birth date may be a year or a month only. */
export function ageAt(birthDate: string, on: Date): number {
  const [year = '0', month = '1', day = '1'] = birthDate.split('-')
  const before = on.getMonth() + 1 < Number(month) || (on.getMonth() + 1 === Number(month) && on.getDate() < Number(day))
  return Math.max(0, on.getFullYear() - Number(year) - (before ? 1 : 0))
}
