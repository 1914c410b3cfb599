import type { OpenServer } from '../../engine/model/server-link.ts'
import { ChildServer } from './child-server.ts'
import { HttpServer } from './http-server.ts'

/** Connects to a real tool server: starts its command, or uses streamable HTTP. */
export const openServer: OpenServer = (place, events) => ('url' in place ? new HttpServer(place, events) : new ChildServer(place, events))
