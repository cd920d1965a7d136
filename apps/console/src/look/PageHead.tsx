import type { ReactNode } from 'react'

export function PageHead({ title, lead, children }: { title: string; lead?: string; children?: ReactNode }) {
  return (
    <div className="page-head">
      <div className="row between">
        <h1>{title}</h1>
        {children}
      </div>
      {lead && <p className="quiet">{lead}</p>}
    </div>
  )
}
