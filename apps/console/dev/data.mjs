// Invented people and records in the form of the contract.
export const GASTRO = { code: 'GE', zh: '消化内科', en: 'Gastroenterology' }
export const CARDIO = { code: 'CA', zh: '心血管内科', en: 'Cardiology' }
const GROUP = { code: 'HB', zh: '肝胆组', en: 'Hepatobiliary group' }
const OFFICE = { code: 'DP', zh: '数据保护办公室', en: 'Data-protection office' }
const HOSPITAL = { zh: '素问示范医院', en: 'Suwen Demo Hospital' }

export const P1 = '7e1b0e0a-51a2-4f6e-9a43-2f1d6f4f0001'
export const P2 = '7e1b0e0a-51a2-4f6e-9a43-2f1d6f4f0002'
export const P3 = '7e1b0e0a-51a2-4f6e-9a43-2f1d6f4f0003'
export const P4 = '7e1b0e0a-51a2-4f6e-9a43-2f1d6f4f0004'

const account = (username, name, role, zh, en, more = {}) => ({ username, name, role, note: { zh, en }, ...more })
export const ACCOUNTS = [
  account('chenyaqin', '陈雅琴', 'DOCTOR', '消化内科肝胆组主治医师，名下有病人', 'Attending, hepatobiliary group; has patients', { title: 'ATTENDING', department: GASTRO, group: GROUP }),
  account('linmu', '林牧', 'DOCTOR', '心血管内科住院医师，看不到别组病人', 'Resident in cardiology; can’t see other groups’ patients', { title: 'RESIDENT', department: CARDIO, group: null }),
  account('zhouwei', '周薇', 'PATIENT', '患者，绑定了一块手表', 'Patient with a watch', { patients: [P1] }),
  account('zhoujianguo', '周建国', 'GUARDIAN', '两个孩子的监护人', 'Guardian of two children', { patients: [P2, P3] }),
  account('heqing', '何清', 'OFFICER', '数据保护专员，明天迎审', 'Data-protection officer, audit tomorrow', { department: OFFICE }),
  account('songlin', '宋霖', 'AUDITOR', '外部审计员', 'Outside auditor', { department: OFFICE }),
  account('admin', '高原', 'ADMINISTRATOR', '系统管理员，看不到病历', 'Administrator; sees no records', {}),
]

const ago = (minutes) => new Date(Date.now() - minutes * 60000).toISOString()
export const DAY = 1440

const names = ['周薇', '郑国强', '欧阳思敏', '李秀英', '王磊', '赵敏', '孙志远', '吴桂兰', '徐静怡', '买买提·艾力']
export const WORKLIST = names.map((name, i) => ({
  id: i === 0 ? P1 : i === 1 ? P4 : `7e1b0e0a-51a2-4f6e-9a43-2f1d6f4f01${String(i).padStart(2, '0')}`,
  name,
  gender: i % 3 === 1 ? 'male' : 'female',
  birthDate: `${1948 + i * 6}-0${(i % 9) + 1}-14`,
  unit: { department: GASTRO, group: i % 4 === 3 ? { code: 'GI', zh: '胃肠组', en: 'Gastrointestinal group' } : GROUP },
  responsible: i % 3 === 0 ? { id: 'chenyaqin', name: '陈雅琴' } : { id: 'd2', name: '方予诚' },
  since: ago(DAY * (1 + i * 2)),
  tags: i === 5 ? ['PREGNANT_OR_LYING_IN'] : i === 8 ? ['RARE_DISEASE'] : [],
}))

const masked = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }] }
const coded = (code, display, text) => ({ coding: [{ system: 'http://loinc.org', code, display }], text })
const base64 = (text) => Buffer.from(text).toString('base64')
const at = (encounter) => ({ encounter: { reference: `Encounter/${encounter}` } })

export function patient(id, name) {
  return {
    resourceType: 'Patient', id, gender: 'female', birthDate: '1961-04-09',
    name: [{ text: name ?? '周薇' }],
    identifier: [
      { type: { coding: [{ code: 'MR' }] }, value: 'MR••••3107' },
      { type: { coding: [{ code: 'NI' }] }, ...masked },
    ],
  }
}

export function record(id) {
  const start = ago(DAY * 6)
  const visits = [
    { resourceType: 'Encounter', id: 'e1', class: { code: 'IMP' }, status: 'in-progress', period: { start }, reasonCode: [{ text: '胆总管结石，上腹痛三天' }] },
    { resourceType: 'Encounter', id: 'e2', class: { code: 'AMB' }, period: { start: ago(DAY * 61), end: ago(DAY * 61) }, type: [{ coding: [{ display: 'Follow-up encounter' }] }] },
    { resourceType: 'Encounter', id: 'e3', class: { code: 'EMER' }, period: { start: ago(DAY * 402), end: ago(DAY * 400) }, reasonCode: [{ text: '胸闷待查' }] },
  ]
  const observation = (n, e, code, display, value, unit) => ({ resourceType: 'Observation', id: `o${n}`, status: 'final', ...at(e), code: coded(code, display), effectiveDateTime: ago(DAY * (e === 'e1' ? 1 : 61) + n), valueQuantity: { value, unit } })
  const resources = [
    patient(id), ...visits,
    { resourceType: 'Condition', id: 'c1', ...at('e1'), code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'K80.5', display: 'Calculus of bile duct' }], text: '胆总管结石' }, clinicalStatus: { coding: [{ code: 'active', display: '进行中' }] }, recordedDate: start },
    { resourceType: 'Condition', id: 'c2', ...at('e1'), code: masked, recordedDate: start, meta: { security: [{ code: 'REDACTED' }] } },
    { resourceType: 'AllergyIntolerance', id: 'a1', ...at('e1'), code: { text: '青霉素' }, recordedDate: start },
    { resourceType: 'DiagnosticReport', id: 'r1', status: 'final', ...at('e1'), code: { text: '上腹部增强 CT' }, effectiveDateTime: ago(DAY * 4), conclusion: '胆总管下段结石，约 8 mm，伴上游胆管扩张。', presentedForm: [{ contentType: 'text/plain', data: base64('检查所见：肝内外胆管扩张，胆总管下段见高密度影，大小约 8 mm。\n胆囊不大，壁稍厚。胰腺形态正常。\n\n诊断意见：胆总管下段结石。') }] },
    { resourceType: 'DiagnosticReport', id: 'r2', status: 'preliminary', ...at('e1'), code: coded('58410-2', 'CBC panel'), effectiveDateTime: ago(DAY * 1) },
    { resourceType: 'DocumentReference', id: 'd1', status: 'current', context: { encounter: [{ reference: 'Encounter/e1' }] }, type: coded('11506-3', 'Progress note'), date: ago(DAY * 2), content: [{ attachment: { contentType: 'text/plain', data: base64('患者今日腹痛减轻，体温 37.2℃。皮肤巩膜无黄染。\n计划：明日行 ERCP 取石，已与家属沟通。') } }] },
    { resourceType: 'MedicationRequest', id: 'm1', status: 'active', ...at('e1'), medicationCodeableConcept: { text: '头孢曲松钠 2 g' }, authoredOn: start, dosageInstruction: [{ text: '静脉滴注，每日一次' }] },
    { resourceType: 'MedicationRequest', id: 'm2', status: 'stopped', ...at('e1'), medicationCodeableConcept: { coding: [{ display: 'Omeprazole 20 MG Delayed Release Oral Capsule' }] }, authoredOn: start, dosageInstruction: [masked] },
    { resourceType: 'Procedure', id: 'p1', status: 'completed', ...at('e2'), code: { text: '腹部超声' }, performedPeriod: { start: ago(DAY * 61) } },
    { resourceType: 'Observation', id: 'bp', status: 'final', ...at('e1'), code: coded('85354-9', 'Blood pressure panel'), effectiveDateTime: ago(600), component: [{ code: coded('8480-6', 'Systolic'), valueQuantity: { value: 128, unit: 'mmHg' } }, { code: coded('8462-4', 'Diastolic'), valueQuantity: { value: 76, unit: 'mmHg' } }] },
    ...[['8310-5', 'Body temperature', 37.2, '℃'], ['8867-4', 'Heart rate', 82, '/min'], ['6690-2', 'Leukocytes', 11.4, '10⁹/L'], ['718-7', 'Hemoglobin', 124, 'g/L'], ['1742-6', 'ALT', 96, 'U/L'], ['1920-8', 'AST', 71, 'U/L'], ['1975-2', 'Bilirubin', 38.2, 'µmol/L'], ['2160-0', 'Creatinine', 61, 'µmol/L'], ['2951-2', 'Sodium', 139, 'mmol/L'], ['2823-3', 'Potassium', 3.9, 'mmol/L']].map((each, n) => observation(n, 'e1', ...each)),
    observation(40, 'e2', '29463-7', 'Body weight', 58.4, 'kg'),
    { resourceType: 'Condition', id: 'c9', ...at('e3'), code: { text: '胸闷' }, recordedDate: ago(DAY * 402) },
    { resourceType: 'Immunization', id: 'i1', status: 'completed', vaccineCode: { text: '流感疫苗' }, occurrenceDateTime: ago(DAY * 180) },
  ]
  const outcome = {
    resourceType: 'OperationOutcome',
    issue: [{
      severity: 'information', code: 'suppressed', expression: ['Condition'],
      details: { coding: [{ code: 'TITLE_CAP' }], text: '特殊病种的详细内容，您的职称只能看到摘要。' },
      extension: [{ url: 'https://suwen.org/fhir/reason-en', valueString: 'Details of a special disease: your title allows the summary only.' }, { url: 'https://suwen.org/fhir/decision', valueString: 'd-deny' }],
    }],
  }
  return [...resources.map((resource) => ({ resource, search: { mode: 'match' } })), { resource: outcome, search: { mode: 'outcome' } }]
}

export const EXPLANATION = {
  id: 'd-permit', outcome: 'PERMIT', ground: 'RESPONSIBLE', reason: null,
  rules: [
    { id: 'DOC-16', title: { zh: '医生只看本诊疗组的患者', en: 'A doctor reaches the own group’s patients only' }, basis: '医疗机构病历管理规定 第十五条' },
    { id: 'DOC-10', title: { zh: '特殊病种须有授权或告知', en: 'Special diseases need authorisation or notice' }, basis: '个人信息保护法 第二十九条' },
  ],
  duties: [{ kind: 'NOTIFY_PATIENT' }, { kind: 'MASK', parameters: { identifiers: 'ID_NUMBER' } }], consentVersion: 4, rulebook: '5f1c9be0c7a1d2e3',
}
export const REFUSAL = {
  ...EXPLANATION, id: 'd-deny', outcome: 'DENY', ground: null,
  reason: { code: 'TITLE_CAP', zh: '特殊病种的详细内容，您的职称只能看到摘要。', en: 'Details of a special disease: your title allows the summary only.', cure: { zh: '请本组主任医师查看，或请患者在手机上给您限时授权。', en: 'Ask the chief of your group, or ask the patient for a grant on the phone.' } },
  duties: [{ kind: 'STATEMENT', parameters: { hours: '24' } }],
}

const option = (code, scope, zhTitle, enTitle, zhText, enText, choice, since) => ({ code, scope, title: { zh: zhTitle, en: enTitle }, text: { zh: zhText, en: enText }, choice, since })
export const consents = {
  version: 4,
  options: [
    option('MEDICAL_RESEARCH', 'BASIC', '医学研究', 'Medical research', '用来研究疾病怎样发生、治疗是否有效。', 'To study how diseases arise and how treatments work.', 'AGREE', ago(DAY * 90)),
    option('DIAGNOSIS_REFERENCE', 'BASIC', '诊断参考', 'Reference for diagnosis', '给医生判断其他相似病例时作参考。', 'As a reference when doctors judge similar cases.', 'NONE', null),
    option('THIRD_PARTY_RESEARCH', 'EXTENDED', '与院外单位合作研究', 'Research with partners', '与高校、研究所等共享去标识的资料。', 'De-identified data are shared with universities and institutes.', 'NONE', null),
    option('COMMERCIAL', 'EXTENDED', '开发医疗产品', 'Development of products', '只用匿名化后的资料。', 'Anonymised data only.', 'DISAGREE', ago(DAY * 30)),
    option('PUBLIC_HEALTH', 'EXTENDED', '公共卫生统计', 'Public-health statistics', '给卫生部门的汇总数字。', 'Totals for health authorities.', 'AGREE', ago(DAY * 90)),
    option('AI_TRAINING', 'EXTENDED', '训练智能诊断模型', 'Training of diagnostic AI', '用来训练卒中、肺结节等诊断模型。', 'To train models for stroke, lung nodules and the like.', 'NONE', null),
    option('TEACHING', 'EXTENDED', '教学病例', 'Teaching case', '给医学生和进修医生上课用，隐去身份。', 'For students and trainee doctors, without your identity.', 'NONE', null),
    option('INSURANCE_CLAIMS', 'EXTENDED', '商业保险理赔', 'Insurance claims', '理赔时由医院直接提供材料。', 'The hospital hands papers for a claim to the insurer.', 'NONE', null),
    option('INSURANCE_PRICING', 'EXTENDED', '商业保险定价', 'Insurance pricing', '保险公司按病史和检查结果定价。', 'Insurers price by history and results.', 'NONE', null),
  ],
  recipients: [{ id: 'uni', name: { zh: '东海大学医学院', en: 'Donghai University School of Medicine' }, purpose: { zh: '胆石症随访研究', en: 'follow-up study of gallstones' }, choice: 'NONE' }],
  assistants: [{ id: 'ct', name: '胆道影像辅助阅片 2.1', department: GASTRO, choice: 'AGREE' }],
  care: { zh: '给您看病的医生和护士为诊疗查看您的病历，依据的是您和医院的诊疗关系，不需要这里的同意，关掉下面任何一项都不受影响。每次查看都会出现在“谁看过”里。', en: 'The doctors and nurses who treat you see your record because they treat you. That needs no consent here, and switching anything off below doesn’t change it. Each look appears under “Who looked”.' },
}

const sensor = (code, zh, en, on) => ({ code, title: { zh, en }, on })
export const devices = [
  { id: 'w1', name: '衡岳手表 3', kind: 'WATCH', activated: true, sensors: [sensor('heart-rate', '心率', 'Heart rate', true), sensor('oxygen', '血氧', 'Blood oxygen', false), sensor('sleep', '睡眠', 'Sleep', true), sensor('location', '位置', 'Location', false)] },
  { id: 'g1', name: '家用血糖仪', kind: 'GLUCOSE_METER', activated: false, sensors: [sensor('glucose', '血糖', 'Blood glucose', false)] },
]

const person = (name, role, department) => ({ name, role, department, institution: HOSPITAL })
const record_ = { zh: '您的病历', en: 'your record' }
export const EVENTS = [
  ['陈雅琴', 'ATTENDING', GASTRO, 'READ', { zh: '您的化验报告', en: 'your laboratory report' }, 'TREATMENT', 'PERMIT', 'RESPONSIBLE', null],
  ['林牧', 'RESIDENT', CARDIO, 'READ', record_, 'TREATMENT', 'DENY', null, { code: 'DEPARTMENT', zh: '您不在这位医生的科室就诊。', en: 'You are not treated in this doctor’s department.' }],
  ['沈岚', 'CHIEF', { zh: '急诊科', en: 'Emergency' }, 'BREAK_GLASS', record_, 'EMERGENCY', 'PERMIT', 'BREAK_GLASS', null],
  ['胆道影像辅助阅片 2.1', 'MODEL', GASTRO, 'READ', { zh: '您的 CT 影像', en: 'your CT images' }, 'CLINICAL_DECISION_SUPPORT', 'PERMIT', 'LICENCE', null],
  ['衡岳手表 3', 'DEVICE', null, 'UPLOAD', { zh: '42 条心率', en: '42 heart rates' }, 'COLLECTION', 'PERMIT', 'DEVICE', null],
  ['韩晓', 'NURSE', GASTRO, 'CREATE', { zh: '体温记录', en: 'a temperature' }, 'TREATMENT', 'PERMIT', 'OWN_GROUP', null],
]
export const feed = Array.from({ length: 44 }, (_, i) => {
  const [name, role, department, operation, what, purpose, outcome, ground, reason] = EVENTS[i % EVENTS.length]
  return { entry: 1900 - i * 7, at: ago(9 + i * i * 17), who: person(name, role, department), acting: role === 'MODEL' ? person('陈雅琴', 'ATTENDING', GASTRO) : null, operation, what, purpose, outcome, ground, reason, breakGlass: operation === 'BREAK_GLASS' }
})

const TYPES = ['READ', 'SEARCH', 'READ', 'WRITE', 'CONSENT', 'READ', 'DENIAL', 'SIGN_IN', 'BREAK_GLASS']
export const entries = Array.from({ length: 187 }, (_, index) => {
  const type = TYPES[index % TYPES.length]
  const denied = type === 'DENIAL'
  return { index, at: ago((187 - index) * 7), type, actor: { id: 'd1', name: denied ? '林牧' : '陈雅琴', role: 'DOCTOR' }, operation: type === 'DENIAL' ? 'READ' : type, purpose: type === 'SIGN_IN' ? null : 'TREATMENT', outcome: type === 'SIGN_IN' ? null : denied ? 'DENY' : 'PERMIT', reason: denied ? REFUSAL.reason : null, decision: denied ? 'd-deny' : 'd-permit' }
}).reverse()
