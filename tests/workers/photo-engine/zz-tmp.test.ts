import { test } from 'vitest';
import { performance } from 'node:perf_hooks';
import { editPixels } from '#workers/photo-engine/edit-pixels.ts';
test('speed', () => {
  const [width,height]=[4000,3000];
  const data=new Uint8Array(3*width*height).map((_,i)=>i*7919>>3);
  const blurs=Array.from({length:18},(_,i)=>({x:100+(i%6)*600,y:200+Math.floor(i/6)*900,width:260,height:340}));
  for(let k=0;k<3;k++){const t=performance.now(); editPixels({width,height,data},{width,height,blurs,crop:null,frame:0}); console.log(performance.now()-t);}
  const many=Array.from({length:60},(_,i)=>({x:30+(i%12)*320,y:50+Math.floor(i/12)*580,width:160,height:200}));
  const t=performance.now(); editPixels({width,height,data},{width,height,blurs:many,crop:null,frame:0}); console.log('60',performance.now()-t);
  const t2=performance.now(); editPixels({width,height,data},{width,height,blurs:[],crop:{x:100,y:100,width:3000,height:2000},frame:0}); console.log('crop',performance.now()-t2);
});
