export function adviseOn(field: string, markdown: string): string;
