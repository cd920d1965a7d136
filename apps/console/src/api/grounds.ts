/** The grounds of an answer: a page may rest on several, which the server joins by commas. */
export const groundsOf = (ground: string | null): string[] => (ground === null ? [] : ground.split(',').filter(Boolean))
