import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import * as faults from '../../faults/index.ts'
import { stages } from '../../src/engine/model/fault.ts'

const { catalogue, ...factories } = faults
const files = readdirSync(new URL('../../faults/', import.meta.url)).filter((file) => !['index.ts', 'catalogue.ts'].includes(file))

describe('the catalogue', () => {
  it('holds every fault that there is a file for', () => {
    expect(catalogue.map((fault) => `${fault.name}.ts`).toSorted()).toEqual(files.toSorted())
  })

  it('holds every fault that the index exports, under its name in camelCase', () => {
    const inCamelCase = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
    expect(new Map(Object.entries(factories).map(([name, { fault }]) => [name, fault]))).toEqual(
      new Map(catalogue.map((fault) => [inCamelCase(fault.name), fault])),
    )
  })
})

describe.each(catalogue.map((fault) => [fault.name, fault] as const))('%s', (_, fault) => {
  it('acts at a stage', () => {
    expect(stages.filter((stage) => fault[stage] !== undefined)).not.toEqual([])
  })

  it('says what happens in one line, and what it tends to break', () => {
    expect(fault.summary).toMatch(/^[a-z][^.\n]+$/)
    expect(fault.breaks).not.toEqual([])
  })

  it('says where it was seen', () => {
    expect(fault.sources).not.toEqual([])
    for (const source of fault.sources) expect(source).toMatch(/^https:\/\//)
  })

  it('has a default or may do without for every parameter, and describes it', () => {
    const { properties = {}, required = [] } = z.toJSONSchema(fault.parameters, { io: 'input', unrepresentable: 'any' })
    expect(required).toEqual([])
    for (const parameter of Object.values(properties)) expect(parameter).toHaveProperty('description')
  })
})
