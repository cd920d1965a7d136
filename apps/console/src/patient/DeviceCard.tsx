import { Button, Modal, Switch } from 'antd'
import { useState } from 'react'
import type { Device } from '../api/contract'
import { useWords } from '../words/WordsContext'

interface Props {
  device: Device
  busy: boolean
  onChange: (device: Device) => void
}

/** One device: its notice of three items before first use, then a switch for each sensor. */
export function DeviceCard({ device, busy, onChange }: Props) {
  const { words, say } = useWords()
  const [asking, setAsking] = useState<'NOTICE' | 'STOP' | null>(null)
  const name = say(device.name)
  const kind = words.devices.kinds[device.kind] ?? device.kind
  const list = device.sensors.map((each) => say(each.title)).join(words.devices.listMark)

  const start = () => {
    setAsking(null)
    onChange({ ...device, activated: true, sensors: device.sensors.map((each) => ({ ...each, on: false })) })
  }
  const stop = () => {
    setAsking(null)
    onChange({ ...device, activated: false, sensors: device.sensors.map((each) => ({ ...each, on: false })) })
  }
  const turn = (code: string, on: boolean) =>
    onChange({ ...device, sensors: device.sensors.map((each) => (each.code === code ? { ...each, on } : each)) })

  return (
    <section className="sheet">
      <div className="row between">
        <div>
          <h2>
            {name} {kind !== '' && <span className="chip">{kind}</span>}
          </h2>
          <p className={device.activated ? '' : 'quiet'}>{device.activated ? words.devices.active : words.devices.inactive}</p>
        </div>
        {device.activated ? (
          <Button onClick={() => setAsking('STOP')} loading={busy}>
            {words.devices.stop}
          </Button>
        ) : (
          <Button type="primary" onClick={() => setAsking('NOTICE')} loading={busy}>
            {words.devices.activate}
          </Button>
        )}
      </div>
      {device.activated && (
        <div style={{ marginTop: 10 }}>
          {device.sensors.map((sensor) => (
            <div key={sensor.code} className="switch-row" style={{ paddingBlock: 12 }}>
              <span>{say(sensor.title)}</span>
              <Switch aria-label={say(sensor.title)} checked={sensor.on} disabled={busy} onChange={(on) => turn(sensor.code, on)} />
            </div>
          ))}
        </div>
      )}
      <Modal open={asking === 'NOTICE'} title={words.devices.noticeTitle(name)} okText={words.devices.read} cancelText={words.common.cancel} onOk={start} onCancel={() => setAsking(null)}>
        <ol className="stack" style={{ paddingLeft: 20, margin: '12px 0' }}>
          <li>
            <strong>{words.devices.what}</strong>
            <p>{words.devices.whatText(list)}</p>
          </li>
          <li>
            <strong>{words.devices.why}</strong>
            <p>{words.devices.whyText}</p>
          </li>
          <li>
            <strong>{words.devices.whom}</strong>
            <p>{words.devices.whomText}</p>
          </li>
        </ol>
      </Modal>
      <Modal open={asking === 'STOP'} title={words.devices.stopTitle(name)} okText={words.devices.stop} cancelText={words.common.cancel} onOk={stop} onCancel={() => setAsking(null)}>
        <p>{words.devices.stopText}</p>
      </Modal>
    </section>
  )
}
