/** An appropriation as one document states it. */
export interface Appropriation {
  title: string;
  note: string;
  /** As the document names them: "2006", "F 2007". */
  years: string[];
  lines: AppropriationLine[];
}

export interface AppropriationLine {
  label: string;
  /** 0 is the whole; a line's parts are the lines after it that lie one level deeper. */
  level: number;
  /** One a year, in thousand DKK; null where the document has none. */
  amounts: (number | null)[];
}

/** A line that is not the sum of its parts. */
export interface WrongSum {
  line: number;
  year: string;
  /** What the line says and what its parts add up to, in thousand DKK. */
  stated: number;
  sum: number;
}

/** Every line and year in which the parts do not add up to the whole. */
export function findWrongSums({ years, lines }: Appropriation): WrongSum[] {
  return lines.flatMap((line, index) => {
    const parts = partsOf(lines, index);
    if (!parts.length) return [];
    return years.flatMap((year, column) => {
      const stated = line.amounts[column] ?? 0;
      const sum = parts.reduce((total, part) => total + (part.amounts[column] ?? 0), 0);
      return sum === stated ? [] : [{ line: index, year, stated, sum }];
    });
  });
}

function partsOf(lines: AppropriationLine[], index: number): AppropriationLine[] {
  const level = lines[index]?.level ?? 0;
  const after = lines.slice(index + 1);
  const end = after.findIndex((line) => line.level <= level);
  return (end < 0 ? after : after.slice(0, end)).filter((line) => line.level === level + 1);
}
