/** What a field could say, for somebody who has never written one. Made up. */
export const examples: Record<string, string> = {
  title: 'Mentorer på arbejdspladsen hjalp flygtninge til at blive i jobbet',
  one_liner: 'Når mentor og leder aftaler opgaverne før den første arbejdsdag, bliver flere i jobbet.',
  summary:
    'Tre virksomheder og jobcentret gav hver ny medarbejder en mentor fra samme afdeling. Mentorerne fik to dages kursus og to timer om ugen til opgaven. Målet var, at flere flygtninge blev i jobbet efter de første tre måneder. I alt 40 flygtninge var med. Efter et år var 31 stadig i arbejde mod 18 af 40 året før. Det, der betød mest, var aftalen mellem mentor og leder før den første dag: hvad mentoren skal, og hvad lederen skal. Det sværeste var vagtplaner, hvor mentor og ny medarbejder ikke mødte samtidig.',
  background:
    'Mange flygtninge fik job, men næsten halvdelen holdt op inden tre måneder. Lederne sagde, at det sjældent handlede om arbejdet og ofte om misforståelser de første uger.',
  method:
    '1. Jobcentret spurgte virksomheden, hvem der kunne være mentor.\n2. Mentor, leder og jobkonsulent mødtes en time og skrev opgaverne ned.\n3. Mentoren tog imod den første dag og mødtes derefter med den nye hver uge.\n4. Efter tre måneder så alle på, hvad der skulle ændres.',
  resources: 'To timer om ugen til hver mentor, en halv stilling i jobcentret og 85.000 kr. til kurser.',
  results:
    '31 af 40 var i arbejde efter et år. Året før var det 18 af 40. Tallene er fra jobcentrets egen opgørelse i december.',
  lessons:
    '**Det vil vi gøre igen:** mødet mellem mentor og leder før første dag.\n\n**Det vil vi lade være med:** at give en mentor mere end to nye ad gangen.',
  beneficiaries: 'Jobcentre og virksomheder med mere end 50 ansatte, som tager imod flere nye medarbejdere om året.',
};
