const name: string = 'a-package-that-is-not-installed'

export const client: unknown = await import(name)

export const ask = (): unknown => client
