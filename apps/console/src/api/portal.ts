import type { Resource } from '../record/fhir'
import type { Client } from './Client'
import type { ConsentChange, Consents, Device, Feed, FeedEvent } from './contract'

/** A patient's or guardian's calls: feed, consents, devices. */

export const FEED_PAGE = 30

export const feed = (client: Client, patient: string, before: number | null, signal?: AbortSignal) =>
  client.get<Feed>(
    `/api/patients/${patient}/feed?${before === null ? '' : `before=${before}&`}limit=${FEED_PAGE}`,
    signal,
  )

export const followFeed = (client: Client, patient: string, signal: AbortSignal, onEvent: (event: FeedEvent) => void) =>
  client.stream<FeedEvent>('GET', `/api/patients/${patient}/feed/stream`, signal, onEvent)

export const consents = (client: Client, patient: string, signal?: AbortSignal) =>
  client.get<Consents>(`/api/patients/${patient}/consents`, signal)

export const changeConsent = (client: Client, patient: string, version: number, change: ConsentChange) =>
  client.send<Consents>('PUT', `/api/patients/${patient}/consents`, { version, changes: [change] })

export const devices = (client: Client, patient: string, signal?: AbortSignal) =>
  client.get<{ devices: Device[] }>(`/api/patients/${patient}/devices`, signal)

export const setDevice = (client: Client, patient: string, device: Device) =>
  client.send<unknown>('PUT', `/api/patients/${patient}/devices/${encodeURIComponent(device.id)}`, {
    activated: device.activated,
    sensors: Object.fromEntries(device.sensors.map((sensor) => [sensor.code, sensor.on])),
  })

/** A ward's Patient resource, for the name a guardian chooses by. */
export const ward = (client: Client, patient: string, signal?: AbortSignal) =>
  client.get<Resource>(`/fhir/Patient/${patient}`, signal)

/** The list as a file; needs a fresh one-time code, and that the warning was read (PAT-12, PAT-13). */
export const downloadFeed = (client: Client, patient: string, code: string) =>
  client.download('POST', `/api/patients/${encodeURIComponent(patient)}/feed/download`, { code, acknowledged: true })
