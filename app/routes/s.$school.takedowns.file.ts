// The register of takedowns of one term as a file for a spreadsheet: times, causes and proof, no words of a post and no name.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { readRegister } from '#app/domain/takedowns/read-register.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { termOfAddress } from '#app/http/term-of-address.server.ts';
import { registerFile } from '#app/presenters/takedown-register.ts';

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireDoor(args, 'takedown.register');
    const { term } = termOfAddress(args.request.url, school.zone, at);
    const register = await readRegister(services.deps.db, person, { schoolId: school.id }, term, at);
    // The mark lets a spreadsheet know the letters.
    return new Response(`\uFEFF${registerFile(register)}`, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="takedowns-${term.key}.csv"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  });
