/** Upper bounds of a request's time in seconds. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

interface Times {
  method: string;
  route: string;
  /** How many requests were answered with each status. */
  statuses: Map<number, number>;
  /** How many took no longer than each bound and longer than the one before; the last ones took longer than all. */
  counts: number[];
  sum: number;
}

export interface RequestCounts {
  /** `route` is its pattern: an address may tell who looked for what. */
  add(method: string, route: string, status: number, seconds: number): void;
  lines(): string[];
}

/** Counts requests by route and status, and their times by route, in the text format of Prometheus. */
export function createRequestCounts(): RequestCounts {
  // Found without making a text of them: this is done for every request.
  const methods = new Map<string, Map<string, Times>>();
  const timesOf = (method: string, route: string): Times => {
    const routes = methods.get(method) ?? new Map<string, Times>();
    methods.set(method, routes);
    const times = routes.get(route) ?? { method, route, statuses: new Map(), counts: BOUNDS.concat(0).fill(0), sum: 0 };
    routes.set(route, times);
    return times;
  };
  return {
    add: (method, route, status, seconds) => {
      const times = timesOf(method, route);
      const bucket = BOUNDS.findIndex((bound) => seconds <= bound);
      const index = bucket < 0 ? BOUNDS.length : bucket;
      times.statuses.set(status, (times.statuses.get(status) ?? 0) + 1);
      times.counts[index] = (times.counts[index] ?? 0) + 1;
      times.sum += seconds;
    },
    lines: () => {
      const all = [...methods.values()].flatMap((routes) => [...routes.values()]);
      return [
        ...heading('http_requests_total', 'counter', 'Requests answered.'),
        ...all.flatMap((times) =>
          [...times.statuses].map(
            ([code, count]) => `http_requests_total{${labelsOf(times)},status="${code}"} ${count}`,
          ),
        ),
        ...heading('http_request_duration_seconds', 'histogram', 'Time until a request was answered.'),
        ...all.flatMap((times) => histogram('http_request_duration_seconds', labelsOf(times), times.counts, times.sum)),
      ];
    },
  };
}

function labelsOf({ method, route }: Times): string {
  return `method="${escapeLabel(method)}",route="${escapeLabel(route)}"`;
}

/** One number, with its explanation. */
export function metric(name: string, type: 'counter' | 'gauge', help: string, value: number, labels = ''): string[] {
  return [...heading(name, type, help), `${name}${labels && `{${labels}}`} ${value}`];
}

/** Several numbers of one name, told apart by a label. */
export function metrics(
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  label: string,
  values: Record<string, number>,
): string[] {
  const lines = Object.entries(values).map(([of, value]) => `${name}{${label}="${escapeLabel(of)}"} ${value}`);
  return [...heading(name, type, help), ...lines];
}

function heading(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function histogram(name: string, labels: string, counts: number[], sum: number): string[] {
  let total = 0;
  const buckets = counts.map((count, index) => {
    total += count;
    return `${name}_bucket{${labels},le="${BOUNDS[index] ?? '+Inf'}"} ${total}`;
  });
  return [...buckets, `${name}_sum{${labels}} ${sum}`, `${name}_count{${labels}} ${total}`];
}

function escapeLabel(label: string): string {
  return label.replace(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`));
}
