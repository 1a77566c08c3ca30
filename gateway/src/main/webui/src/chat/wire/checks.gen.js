// Generated from chat-service/src/main/resources/META-INF/asyncapi/chat.json by "npm run generate".

export const isHello = validate11;
const schema12 = {"type":"object","description":"The first frame.","required":["type","account","pingAfterSeconds","maxTextBytes"],"properties":{"type":{"const":"hello"},"account":{"$ref":"#/$defs/Id"},"pingAfterSeconds":{"type":"integer","minimum":1,"description":"Send a ping when nothing was sent for this long."},"maxTextBytes":{"type":"integer","minimum":1,"description":"The longest text of a message, in bytes of UTF-8."}}};
const schema13 = {"type":"string","format":"uuid","description":"A UUIDv7 in lower case."};
const formats0 = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.type === undefined) && (missing0 = "type")) || ((data.account === undefined) && (missing0 = "account"))) || ((data.pingAfterSeconds === undefined) && (missing0 = "pingAfterSeconds"))) || ((data.maxTextBytes === undefined) && (missing0 = "maxTextBytes"))){
validate11.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("hello" !== data.type){
validate11.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.account !== undefined){
let data1 = data.account;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate11.errors = [0];
return false;
}
}
else {
validate11.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pingAfterSeconds !== undefined){
let data2 = data.pingAfterSeconds;
const _errs5 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate11.errors = [0];
return false;
}
if(errors === _errs5){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 1 || isNaN(data2)){
validate11.errors = [0];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.maxTextBytes !== undefined){
let data3 = data.maxTextBytes;
const _errs7 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate11.errors = [0];
return false;
}
if(errors === _errs7){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 1 || isNaN(data3)){
validate11.errors = [0];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate11.errors = [0];
return false;
}
}
validate11.errors = vErrors;
return errors === 0;
}

export const isMessageSent = validate12;
const schema14 = {"type":"object","description":"Somebody, perhaps oneself, wrote a message. May come more than once, out of order, and before or after the sender's ok.","required":["type","conversation","message"],"properties":{"type":{"const":"message.sent"},"conversation":{"$ref":"#/$defs/Id"},"message":{"$ref":"#/$defs/Message"}}};
const schema16 = {"type":"object","description":"A stored message, as it is by its change.","required":["number","id","sender","clientId","text","sentAt","change"],"properties":{"number":{"$ref":"#/$defs/MessageNumber"},"id":{"$ref":"#/$defs/Id"},"sender":{"$ref":"#/$defs/Id"},"clientId":{"type":"string","format":"uuid","description":"The sender's own name for the message."},"text":{"type":"string","description":"Markdown; empty if the message is deleted, and perhaps if it was sent with files. <@id> mentions somebody, <@channel> everybody."},"sentAt":{"$ref":"#/$defs/Instant"},"title":{"type":"string","maxLength":200,"description":"There if the message is a post; empty if it is deleted."},"commentsAllowed":{"type":"boolean","description":"There if the message is a post: whether it takes comments."},"post":{"$ref":"#/$defs/MessageNumber","description":"There if the message is a comment: the number of its post."},"replyTo":{"$ref":"#/$defs/MessageNumber","description":"There if the message is a reply: the number of what it answers; of a comment, if it is one."},"change":{"$ref":"#/$defs/ChangeNumber"},"editedAt":{"$ref":"#/$defs/Instant"},"deletedAt":{"$ref":"#/$defs/Instant"},"deletedBy":{"$ref":"#/$defs/Id","description":"The sender, or whoever answers for the channel."},"pinnedAt":{"$ref":"#/$defs/Instant"},"pinnedBy":{"$ref":"#/$defs/Id"},"reactions":{"type":"array","items":{"$ref":"#/$defs/Reaction"},"description":"In the order of their first use; not there without any. The messages of message.sent and message.changed never have them: there they are as they were, or gone if it is deleted."},"files":{"type":"array","items":{"$ref":"#/$defs/MessageFile"},"description":"Sent with the message, in their order; not there without any."}}};
const schema17 = {"type":"integer","minimum":1,"description":"A message's place in its conversation: 1, 2, 3, … without gaps."};
const schema20 = {"type":"string","format":"date-time","description":"RFC 3339 with Z."};
const schema23 = {"type":"integer","minimum":0,"description":"Counts the changes of a conversation's messages: 1, 2, 3, … without gaps. Of a message: the one that changed it last; 0 if none did."};
const formats10 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
const schema29 = {"type":"object","required":["emoji","count","mine"],"properties":{"emoji":{"$ref":"#/$defs/Emoji"},"count":{"type":"integer","minimum":1},"mine":{"type":"boolean","description":"Whether one's own is among them."}}};
const schema30 = {"type":"string","minLength":1,"maxLength":64,"description":"One emoji, fully-qualified."};

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.emoji === undefined) && (missing0 = "emoji")) || ((data.count === undefined) && (missing0 = "count"))) || ((data.mine === undefined) && (missing0 = "mine"))){
validate14.errors = [0];
return false;
}
else {
if(data.emoji !== undefined){
let data0 = data.emoji;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 64){
validate14.errors = [0];
return false;
}
else {
if(data0.length < 1){
validate14.errors = [0];
return false;
}
}
}
else {
validate14.errors = [0];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.count !== undefined){
let data1 = data.count;
const _errs4 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate14.errors = [0];
return false;
}
if(errors === _errs4){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
validate14.errors = [0];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.mine !== undefined){
const _errs6 = errors;
if(typeof data.mine !== "boolean"){
validate14.errors = [0];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate14.errors = [0];
return false;
}
}
validate14.errors = vErrors;
return errors === 0;
}

const schema31 = {"type":"object","description":"What a message says of a file. It never changes.","required":["id","name","type","bytes"],"properties":{"id":{"$ref":"#/$defs/Id"},"name":{"type":"string","minLength":1},"type":{"type":"string","description":"IANA media type, by what the bytes are."},"bytes":{"type":"integer","minimum":0},"width":{"type":"integer","minimum":1,"description":"There for a picture that has previews."},"height":{"type":"integer","minimum":1,"description":"As width."},"placeholder":{"type":"string","description":"ThumbHash in Base64. As width."}}};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.id === undefined) && (missing0 = "id")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.type === undefined) && (missing0 = "type"))) || ((data.bytes === undefined) && (missing0 = "bytes"))){
validate16.errors = [0];
return false;
}
else {
if(data.id !== undefined){
let data0 = data.id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!(formats0.test(data0))){
validate16.errors = [0];
return false;
}
}
else {
validate16.errors = [0];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
let data1 = data.name;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length < 1){
validate16.errors = [0];
return false;
}
}
else {
validate16.errors = [0];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined){
const _errs6 = errors;
if(typeof data.type !== "string"){
validate16.errors = [0];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.bytes !== undefined){
let data3 = data.bytes;
const _errs8 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate16.errors = [0];
return false;
}
if(errors === _errs8){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
validate16.errors = [0];
return false;
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.width !== undefined){
let data4 = data.width;
const _errs10 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate16.errors = [0];
return false;
}
if(errors === _errs10){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
validate16.errors = [0];
return false;
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.height !== undefined){
let data5 = data.height;
const _errs12 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate16.errors = [0];
return false;
}
if(errors === _errs12){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 1 || isNaN(data5)){
validate16.errors = [0];
return false;
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.placeholder !== undefined){
const _errs14 = errors;
if(typeof data.placeholder !== "string"){
validate16.errors = [0];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate16.errors = [0];
return false;
}
}
validate16.errors = vErrors;
return errors === 0;
}


function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((data.number === undefined) && (missing0 = "number")) || ((data.id === undefined) && (missing0 = "id"))) || ((data.sender === undefined) && (missing0 = "sender"))) || ((data.clientId === undefined) && (missing0 = "clientId"))) || ((data.text === undefined) && (missing0 = "text"))) || ((data.sentAt === undefined) && (missing0 = "sentAt"))) || ((data.change === undefined) && (missing0 = "change"))){
validate13.errors = [0];
return false;
}
else {
if(data.number !== undefined){
let data0 = data.number;
const _errs1 = errors;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate13.errors = [0];
return false;
}
if(errors === _errs2){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 1 || isNaN(data0)){
validate13.errors = [0];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(errors === _errs5){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate13.errors = [0];
return false;
}
}
else {
validate13.errors = [0];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sender !== undefined){
let data2 = data.sender;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(errors === _errs8){
if(typeof data2 === "string"){
if(!(formats0.test(data2))){
validate13.errors = [0];
return false;
}
}
else {
validate13.errors = [0];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.clientId !== undefined){
let data3 = data.clientId;
const _errs10 = errors;
if(errors === _errs10){
if(errors === _errs10){
if(typeof data3 === "string"){
if(!(formats0.test(data3))){
validate13.errors = [0];
return false;
}
}
else {
validate13.errors = [0];
return false;
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.text !== undefined){
const _errs12 = errors;
if(typeof data.text !== "string"){
validate13.errors = [0];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sentAt !== undefined){
let data5 = data.sentAt;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(errors === _errs15){
if(typeof data5 === "string"){
if(!(formats10.test(data5))){
validate13.errors = [0];
return false;
}
}
else {
validate13.errors = [0];
return false;
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.title !== undefined){
let data6 = data.title;
const _errs17 = errors;
if(errors === _errs17){
if(typeof data6 === "string"){
if(data6.length > 200){
validate13.errors = [0];
return false;
}
}
else {
validate13.errors = [0];
return false;
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.commentsAllowed !== undefined){
const _errs19 = errors;
if(typeof data.commentsAllowed !== "boolean"){
validate13.errors = [0];
return false;
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.post !== undefined){
let data8 = data.post;
const _errs21 = errors;
const _errs22 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate13.errors = [0];
return false;
}
if(errors === _errs22){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 1 || isNaN(data8)){
validate13.errors = [0];
return false;
}
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.replyTo !== undefined){
let data9 = data.replyTo;
const _errs24 = errors;
const _errs25 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate13.errors = [0];
return false;
}
if(errors === _errs25){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 < 1 || isNaN(data9)){
validate13.errors = [0];
return false;
}
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.change !== undefined){
let data10 = data.change;
const _errs27 = errors;
const _errs28 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate13.errors = [0];
return false;
}
if(errors === _errs28){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
validate13.errors = [0];
return false;
}
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.editedAt !== undefined){
let data11 = data.editedAt;
const _errs30 = errors;
const _errs31 = errors;
if(errors === _errs31){
if(errors === _errs31){
if(typeof data11 === "string"){
if(!(formats10.test(data11))){
validate13.errors = [0];
return false;
}
}
else {
validate13.errors = [0];
return false;
}
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deletedAt !== undefined){
let data12 = data.deletedAt;
const _errs33 = errors;
const _errs34 = errors;
if(errors === _errs34){
if(errors === _errs34){
if(typeof data12 === "string"){
if(!(formats10.test(data12))){
validate13.errors = [0];
return false;
}
}
else {
validate13.errors = [0];
return false;
}
}
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deletedBy !== undefined){
let data13 = data.deletedBy;
const _errs36 = errors;
const _errs37 = errors;
if(errors === _errs37){
if(errors === _errs37){
if(typeof data13 === "string"){
if(!(formats0.test(data13))){
validate13.errors = [0];
return false;
}
}
else {
validate13.errors = [0];
return false;
}
}
}
var valid0 = _errs36 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pinnedAt !== undefined){
let data14 = data.pinnedAt;
const _errs39 = errors;
const _errs40 = errors;
if(errors === _errs40){
if(errors === _errs40){
if(typeof data14 === "string"){
if(!(formats10.test(data14))){
validate13.errors = [0];
return false;
}
}
else {
validate13.errors = [0];
return false;
}
}
}
var valid0 = _errs39 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pinnedBy !== undefined){
let data15 = data.pinnedBy;
const _errs42 = errors;
const _errs43 = errors;
if(errors === _errs43){
if(errors === _errs43){
if(typeof data15 === "string"){
if(!(formats0.test(data15))){
validate13.errors = [0];
return false;
}
}
else {
validate13.errors = [0];
return false;
}
}
}
var valid0 = _errs42 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reactions !== undefined){
let data16 = data.reactions;
const _errs45 = errors;
if(errors === _errs45){
if(Array.isArray(data16)){
var valid13 = true;
const len0 = data16.length;
for(let i0=0; i0<len0; i0++){
const _errs47 = errors;
if(!(validate14(data16[i0], {instancePath:instancePath+"/reactions/" + i0,parentData:data16,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
var valid13 = _errs47 === errors;
if(!valid13){
break;
}
}
}
else {
validate13.errors = [0];
return false;
}
}
var valid0 = _errs45 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.files !== undefined){
let data18 = data.files;
const _errs48 = errors;
if(errors === _errs48){
if(Array.isArray(data18)){
var valid14 = true;
const len1 = data18.length;
for(let i1=0; i1<len1; i1++){
const _errs50 = errors;
if(!(validate16(data18[i1], {instancePath:instancePath+"/files/" + i1,parentData:data18,parentDataProperty:i1,rootData}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
var valid14 = _errs50 === errors;
if(!valid14){
break;
}
}
}
else {
validate13.errors = [0];
return false;
}
}
var valid0 = _errs48 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate13.errors = [0];
return false;
}
}
validate13.errors = vErrors;
return errors === 0;
}


function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.type === undefined) && (missing0 = "type")) || ((data.conversation === undefined) && (missing0 = "conversation"))) || ((data.message === undefined) && (missing0 = "message"))){
validate12.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("message.sent" !== data.type){
validate12.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.conversation !== undefined){
let data1 = data.conversation;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate12.errors = [0];
return false;
}
}
else {
validate12.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.message !== undefined){
const _errs5 = errors;
if(!(validate13(data.message, {instancePath:instancePath+"/message",parentData:data,parentDataProperty:"message",rootData}))){
vErrors = vErrors === null ? validate13.errors : vErrors.concat(validate13.errors);
errors = vErrors.length;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate12.errors = [0];
return false;
}
}
validate12.errors = vErrors;
return errors === 0;
}

export const isMessageChanged = validate19;
const schema33 = {"type":"object","description":"A message was edited, deleted, pinned or unpinned. What is not newer than what is known of the message is dropped; a client that sees a change skipped asks for the changes after the last it knows.","required":["type","conversation","change","message"],"properties":{"type":{"const":"message.changed"},"conversation":{"$ref":"#/$defs/Id"},"change":{"$ref":"#/$defs/ChangeNumber"},"message":{"$ref":"#/$defs/Message"}}};

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.type === undefined) && (missing0 = "type")) || ((data.conversation === undefined) && (missing0 = "conversation"))) || ((data.change === undefined) && (missing0 = "change"))) || ((data.message === undefined) && (missing0 = "message"))){
validate19.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("message.changed" !== data.type){
validate19.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.conversation !== undefined){
let data1 = data.conversation;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate19.errors = [0];
return false;
}
}
else {
validate19.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.change !== undefined){
let data2 = data.change;
const _errs5 = errors;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate19.errors = [0];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
validate19.errors = [0];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.message !== undefined){
const _errs8 = errors;
if(!(validate13(data.message, {instancePath:instancePath+"/message",parentData:data,parentDataProperty:"message",rootData}))){
vErrors = vErrors === null ? validate13.errors : vErrors.concat(validate13.errors);
errors = vErrors.length;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate19.errors = [0];
return false;
}
}
validate19.errors = vErrors;
return errors === 0;
}

export const isReactionChanged = validate21;
const schema36 = {"type":"object","description":"Somebody, perhaps oneself, reacted to a message or took it back. Numbered and dropped as message.changed.","required":["type","conversation","change","number","account","emoji","present","reactions"],"properties":{"type":{"const":"reaction.changed"},"conversation":{"$ref":"#/$defs/Id"},"change":{"$ref":"#/$defs/ChangeNumber"},"number":{"$ref":"#/$defs/MessageNumber"},"account":{"$ref":"#/$defs/Id"},"emoji":{"$ref":"#/$defs/Emoji"},"present":{"type":"boolean","description":"Whether the account's reaction is there now."},"reactions":{"type":"array","description":"All that the message has now, in the order of their first use.","items":{"type":"object","required":["emoji","count"],"properties":{"emoji":{"$ref":"#/$defs/Emoji"},"count":{"type":"integer","minimum":1}}}}}};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((data.type === undefined) && (missing0 = "type")) || ((data.conversation === undefined) && (missing0 = "conversation"))) || ((data.change === undefined) && (missing0 = "change"))) || ((data.number === undefined) && (missing0 = "number"))) || ((data.account === undefined) && (missing0 = "account"))) || ((data.emoji === undefined) && (missing0 = "emoji"))) || ((data.present === undefined) && (missing0 = "present"))) || ((data.reactions === undefined) && (missing0 = "reactions"))){
validate21.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("reaction.changed" !== data.type){
validate21.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.conversation !== undefined){
let data1 = data.conversation;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate21.errors = [0];
return false;
}
}
else {
validate21.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.change !== undefined){
let data2 = data.change;
const _errs5 = errors;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate21.errors = [0];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
validate21.errors = [0];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.number !== undefined){
let data3 = data.number;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate21.errors = [0];
return false;
}
if(errors === _errs9){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 1 || isNaN(data3)){
validate21.errors = [0];
return false;
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.account !== undefined){
let data4 = data.account;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(errors === _errs12){
if(typeof data4 === "string"){
if(!(formats0.test(data4))){
validate21.errors = [0];
return false;
}
}
else {
validate21.errors = [0];
return false;
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.emoji !== undefined){
let data5 = data.emoji;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data5 === "string"){
if(data5.length > 64){
validate21.errors = [0];
return false;
}
else {
if(data5.length < 1){
validate21.errors = [0];
return false;
}
}
}
else {
validate21.errors = [0];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.present !== undefined){
const _errs17 = errors;
if(typeof data.present !== "boolean"){
validate21.errors = [0];
return false;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reactions !== undefined){
let data7 = data.reactions;
const _errs19 = errors;
if(errors === _errs19){
if(Array.isArray(data7)){
var valid6 = true;
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
const _errs21 = errors;
if(errors === _errs21){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing1;
if(((data8.emoji === undefined) && (missing1 = "emoji")) || ((data8.count === undefined) && (missing1 = "count"))){
validate21.errors = [0];
return false;
}
else {
if(data8.emoji !== undefined){
let data9 = data8.emoji;
const _errs23 = errors;
const _errs24 = errors;
if(errors === _errs24){
if(typeof data9 === "string"){
if(data9.length > 64){
validate21.errors = [0];
return false;
}
else {
if(data9.length < 1){
validate21.errors = [0];
return false;
}
}
}
else {
validate21.errors = [0];
return false;
}
}
var valid7 = _errs23 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data8.count !== undefined){
let data10 = data8.count;
const _errs26 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate21.errors = [0];
return false;
}
if(errors === _errs26){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 1 || isNaN(data10)){
validate21.errors = [0];
return false;
}
}
}
var valid7 = _errs26 === errors;
}
else {
var valid7 = true;
}
}
}
}
else {
validate21.errors = [0];
return false;
}
}
var valid6 = _errs21 === errors;
if(!valid6){
break;
}
}
}
else {
validate21.errors = [0];
return false;
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate21.errors = [0];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}

export const isMessagesChanged = validate22;
const schema43 = {"type":"object","description":"Messages were changed, up to a change: a client that knows of fewer asks for the others.","required":["type","conversation","lastChange"],"properties":{"type":{"const":"messages.changed"},"conversation":{"$ref":"#/$defs/Id"},"lastChange":{"$ref":"#/$defs/ChangeNumber"}}};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.type === undefined) && (missing0 = "type")) || ((data.conversation === undefined) && (missing0 = "conversation"))) || ((data.lastChange === undefined) && (missing0 = "lastChange"))){
validate22.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("messages.changed" !== data.type){
validate22.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.conversation !== undefined){
let data1 = data.conversation;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate22.errors = [0];
return false;
}
}
else {
validate22.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lastChange !== undefined){
let data2 = data.lastChange;
const _errs5 = errors;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate22.errors = [0];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
validate22.errors = [0];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate22.errors = [0];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}

export const isConversationOpened = validate23;
const schema46 = {"type":"object","description":"One is in a new conversation.","required":["type","conversation"],"properties":{"type":{"const":"conversation.opened"},"conversation":{"$ref":"#/$defs/Conversation"}}};
const schema47 = {"type":"object","description":"A conversation as one of its members sees it.","required":["id","kind","name","channel","role","members","memberCount","revision","firstNumber","lastNumber","lastChange","lastMessage","readNumber","unread","mentions","notifications","createdAt"],"properties":{"id":{"$ref":"#/$defs/Id"},"kind":{"type":"string","enum":["direct","group","channel"]},"name":{"$ref":"#/$defs/ConversationName"},"channel":{"$ref":"#/$defs/ChannelOrNull"},"role":{"$ref":"#/$defs/Role","description":"The caller's."},"members":{"type":"array","items":{"$ref":"#/$defs/Member"},"description":"The caller included; empty for a channel."},"memberCount":{"type":"integer","minimum":0},"revision":{"$ref":"#/$defs/Revision"},"firstNumber":{"$ref":"#/$defs/MessageNumber","description":"The first message that the caller may see; a client drops what it has below."},"lastNumber":{"type":"integer","minimum":0,"description":"Number of the latest message; 0 when there is none."},"lastChange":{"$ref":"#/$defs/ChangeNumber","description":"The last change of a message; 0 when there was none."},"lastMessage":{"oneOf":[{"$ref":"#/$defs/Message"},{"type":"null"}]},"readNumber":{"$ref":"#/$defs/ReadNumber","description":"The caller's own read marker."},"unread":{"type":"integer","minimum":0,"maximum":100,"description":"Other people's messages after readNumber: exact up to 99, 100 means more."},"mentions":{"type":"integer","minimum":0,"maximum":100,"description":"Those of them that mention the caller or everybody, counted likewise."},"notifications":{"$ref":"#/$defs/ConversationNotifications","description":"The caller's."},"createdAt":{"$ref":"#/$defs/Instant"}}};
const schema49 = {"type":["string","null"],"description":"Of a channel, and of a group if it was given one."};
const schema53 = {"type":"string","enum":["owner","teacher","member","guest"],"description":"Outside a channel everybody is a member."};
const schema63 = {"type":"integer","minimum":0,"description":"Counts the changes of a conversation's members, roles, name and settings."};
const schema60 = {"type":"integer","minimum":0,"description":"The last message somebody has read; 0 when none."};
const schema50 = {"oneOf":[{"$ref":"#/$defs/Channel"},{"type":"null"}]};
const schema51 = {"type":"object","description":"What only channels have.","required":["description","access","announcementsOnly","archivedAt"],"properties":{"description":{"type":"string"},"access":{"type":"string","enum":["open","private"],"description":"Whether whoever has an account may join."},"announcementsOnly":{"type":"boolean","description":"Whether only owners and teachers post."},"archivedAt":{"oneOf":[{"$ref":"#/$defs/Instant"},{"type":"null"}]}}};

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.description === undefined) && (missing0 = "description")) || ((data.access === undefined) && (missing0 = "access"))) || ((data.announcementsOnly === undefined) && (missing0 = "announcementsOnly"))) || ((data.archivedAt === undefined) && (missing0 = "archivedAt"))){
validate26.errors = [0];
return false;
}
else {
if(data.description !== undefined){
const _errs1 = errors;
if(typeof data.description !== "string"){
validate26.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.access !== undefined){
let data1 = data.access;
const _errs3 = errors;
if(typeof data1 !== "string"){
validate26.errors = [0];
return false;
}
if(!((data1 === "open") || (data1 === "private"))){
validate26.errors = [0];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.announcementsOnly !== undefined){
const _errs5 = errors;
if(typeof data.announcementsOnly !== "boolean"){
validate26.errors = [0];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.archivedAt !== undefined){
let data3 = data.archivedAt;
const _errs7 = errors;
const _errs8 = errors;
let valid1 = false;
let passing0 = null;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(errors === _errs10){
if(typeof data3 === "string"){
if(!(formats10.test(data3))){
const err0 = 0;
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = 0;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
var _valid0 = _errs9 === errors;
if(_valid0){
valid1 = true;
passing0 = 0;
}
const _errs12 = errors;
if(data3 !== null){
const err2 = 0;
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid0 = _errs12 === errors;
if(_valid0 && valid1){
valid1 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid1 = true;
passing0 = 1;
}
}
if(!valid1){
const err3 = 0;
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
validate26.errors = vErrors;
return false;
}
else {
errors = _errs8;
if(vErrors !== null){
if(_errs8){
vErrors.length = _errs8;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate26.errors = [0];
return false;
}
}
validate26.errors = vErrors;
return errors === 0;
}


function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs0 = errors;
let valid0 = false;
let passing0 = null;
const _errs1 = errors;
if(!(validate26(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
var _valid0 = _errs1 === errors;
if(_valid0){
valid0 = true;
passing0 = 0;
}
const _errs2 = errors;
if(data !== null){
const err0 = 0;
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var _valid0 = _errs2 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid0 = true;
passing0 = 1;
}
}
if(!valid0){
const err1 = 0;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate25.errors = vErrors;
return false;
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
validate25.errors = vErrors;
return errors === 0;
}

const schema54 = {"type":"object","required":["id","name","status","photo","readNumber","presence","lastSeenAt"],"properties":{"id":{"$ref":"#/$defs/Id"},"name":{"$ref":"#/$defs/Name"},"status":{"$ref":"#/$defs/Status"},"photo":{"$ref":"#/$defs/Photo"},"deleted":{"$ref":"#/$defs/Deleted"},"readNumber":{"oneOf":[{"$ref":"#/$defs/ReadNumber"},{"type":"null"}],"description":"Null for somebody who does not share it, and to somebody who does not."},"presence":{"$ref":"#/$defs/Presence"},"lastSeenAt":{"oneOf":[{"$ref":"#/$defs/Instant"},{"type":"null"}],"description":"When the last socket of the account closed; null while one is open, or if there never was one."}}};
const schema56 = {"type":"string","description":"Empty for an account that is deleted."};
const schema57 = {"type":"string","description":"A line about oneself, at most 100 characters; empty without one."};
const schema58 = {"type":["string","null"],"description":"Names the pictures at /api/users/photos/{photo}/{64|256|1024}.jpg."};
const schema59 = {"type":"boolean","description":"There, and true, if the account is gone; what it wrote stays."};
const schema61 = {"enum":["online","away","offline"],"type":"string"};

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((data.id === undefined) && (missing0 = "id")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.status === undefined) && (missing0 = "status"))) || ((data.photo === undefined) && (missing0 = "photo"))) || ((data.readNumber === undefined) && (missing0 = "readNumber"))) || ((data.presence === undefined) && (missing0 = "presence"))) || ((data.lastSeenAt === undefined) && (missing0 = "lastSeenAt"))){
validate29.errors = [0];
return false;
}
else {
if(data.id !== undefined){
let data0 = data.id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!(formats0.test(data0))){
validate29.errors = [0];
return false;
}
}
else {
validate29.errors = [0];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs4 = errors;
if(typeof data.name !== "string"){
validate29.errors = [0];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.status !== undefined){
const _errs7 = errors;
if(typeof data.status !== "string"){
validate29.errors = [0];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.photo !== undefined){
let data3 = data.photo;
const _errs10 = errors;
if((typeof data3 !== "string") && (data3 !== null)){
validate29.errors = [0];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deleted !== undefined){
const _errs13 = errors;
if(typeof data.deleted !== "boolean"){
validate29.errors = [0];
return false;
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.readNumber !== undefined){
let data5 = data.readNumber;
const _errs16 = errors;
const _errs17 = errors;
let valid6 = false;
let passing0 = null;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err0 = 0;
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(errors === _errs19){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 0 || isNaN(data5)){
const err1 = 0;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
var _valid0 = _errs18 === errors;
if(_valid0){
valid6 = true;
passing0 = 0;
}
const _errs21 = errors;
if(data5 !== null){
const err2 = 0;
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid0 = _errs21 === errors;
if(_valid0 && valid6){
valid6 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid6 = true;
passing0 = 1;
}
}
if(!valid6){
const err3 = 0;
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
validate29.errors = vErrors;
return false;
}
else {
errors = _errs17;
if(vErrors !== null){
if(_errs17){
vErrors.length = _errs17;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.presence !== undefined){
let data6 = data.presence;
const _errs23 = errors;
if(typeof data6 !== "string"){
validate29.errors = [0];
return false;
}
if(!(((data6 === "online") || (data6 === "away")) || (data6 === "offline"))){
validate29.errors = [0];
return false;
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lastSeenAt !== undefined){
let data7 = data.lastSeenAt;
const _errs26 = errors;
const _errs27 = errors;
let valid9 = false;
let passing1 = null;
const _errs28 = errors;
const _errs29 = errors;
if(errors === _errs29){
if(errors === _errs29){
if(typeof data7 === "string"){
if(!(formats10.test(data7))){
const err4 = 0;
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = 0;
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
var _valid1 = _errs28 === errors;
if(_valid1){
valid9 = true;
passing1 = 0;
}
const _errs31 = errors;
if(data7 !== null){
const err6 = 0;
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
var _valid1 = _errs31 === errors;
if(_valid1 && valid9){
valid9 = false;
passing1 = [passing1, 1];
}
else {
if(_valid1){
valid9 = true;
passing1 = 1;
}
}
if(!valid9){
const err7 = 0;
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
validate29.errors = vErrors;
return false;
}
else {
errors = _errs27;
if(vErrors !== null){
if(_errs27){
vErrors.length = _errs27;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate29.errors = [0];
return false;
}
}
validate29.errors = vErrors;
return errors === 0;
}

const schema67 = {"type":"object","description":"Of what in a conversation one wants to be notified; one's devices decide by it.","required":["level","mute","favourite"],"properties":{"level":{"type":"string","enum":["all","mentions","nothing"],"description":"Of all messages, or of those that mention one or answer what one wrote."},"mute":{"oneOf":[{"type":"object","required":["until"],"properties":{"until":{"oneOf":[{"$ref":"#/$defs/Instant"},{"type":"null"}],"description":"null for good"}}},{"type":"null"}]},"favourite":{"type":"boolean"}}};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.level === undefined) && (missing0 = "level")) || ((data.mute === undefined) && (missing0 = "mute"))) || ((data.favourite === undefined) && (missing0 = "favourite"))){
validate32.errors = [0];
return false;
}
else {
if(data.level !== undefined){
let data0 = data.level;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate32.errors = [0];
return false;
}
if(!(((data0 === "all") || (data0 === "mentions")) || (data0 === "nothing"))){
validate32.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.mute !== undefined){
let data1 = data.mute;
const _errs3 = errors;
const _errs4 = errors;
let valid1 = false;
let passing0 = null;
const _errs5 = errors;
if(errors === _errs5){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if((data1.until === undefined) && (missing1 = "until")){
const err0 = 0;
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data1.until !== undefined){
let data2 = data1.until;
const _errs8 = errors;
let valid3 = false;
let passing1 = null;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(errors === _errs10){
if(typeof data2 === "string"){
if(!(formats10.test(data2))){
const err1 = 0;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = 0;
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
var _valid1 = _errs9 === errors;
if(_valid1){
valid3 = true;
passing1 = 0;
}
const _errs12 = errors;
if(data2 !== null){
const err3 = 0;
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var _valid1 = _errs12 === errors;
if(_valid1 && valid3){
valid3 = false;
passing1 = [passing1, 1];
}
else {
if(_valid1){
valid3 = true;
passing1 = 1;
}
}
if(!valid3){
const err4 = 0;
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
else {
errors = _errs8;
if(vErrors !== null){
if(_errs8){
vErrors.length = _errs8;
}
else {
vErrors = null;
}
}
}
}
}
}
else {
const err5 = 0;
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
var _valid0 = _errs5 === errors;
if(_valid0){
valid1 = true;
passing0 = 0;
}
const _errs14 = errors;
if(data1 !== null){
const err6 = 0;
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
var _valid0 = _errs14 === errors;
if(_valid0 && valid1){
valid1 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid1 = true;
passing0 = 1;
}
}
if(!valid1){
const err7 = 0;
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
validate32.errors = vErrors;
return false;
}
else {
errors = _errs4;
if(vErrors !== null){
if(_errs4){
vErrors.length = _errs4;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.favourite !== undefined){
const _errs16 = errors;
if(typeof data.favourite !== "boolean"){
validate32.errors = [0];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate32.errors = [0];
return false;
}
}
validate32.errors = vErrors;
return errors === 0;
}


function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((((((((((data.id === undefined) && (missing0 = "id")) || ((data.kind === undefined) && (missing0 = "kind"))) || ((data.name === undefined) && (missing0 = "name"))) || ((data.channel === undefined) && (missing0 = "channel"))) || ((data.role === undefined) && (missing0 = "role"))) || ((data.members === undefined) && (missing0 = "members"))) || ((data.memberCount === undefined) && (missing0 = "memberCount"))) || ((data.revision === undefined) && (missing0 = "revision"))) || ((data.firstNumber === undefined) && (missing0 = "firstNumber"))) || ((data.lastNumber === undefined) && (missing0 = "lastNumber"))) || ((data.lastChange === undefined) && (missing0 = "lastChange"))) || ((data.lastMessage === undefined) && (missing0 = "lastMessage"))) || ((data.readNumber === undefined) && (missing0 = "readNumber"))) || ((data.unread === undefined) && (missing0 = "unread"))) || ((data.mentions === undefined) && (missing0 = "mentions"))) || ((data.notifications === undefined) && (missing0 = "notifications"))) || ((data.createdAt === undefined) && (missing0 = "createdAt"))){
validate24.errors = [0];
return false;
}
else {
if(data.id !== undefined){
let data0 = data.id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!(formats0.test(data0))){
validate24.errors = [0];
return false;
}
}
else {
validate24.errors = [0];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.kind !== undefined){
let data1 = data.kind;
const _errs4 = errors;
if(typeof data1 !== "string"){
validate24.errors = [0];
return false;
}
if(!(((data1 === "direct") || (data1 === "group")) || (data1 === "channel"))){
validate24.errors = [0];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
let data2 = data.name;
const _errs6 = errors;
if((typeof data2 !== "string") && (data2 !== null)){
validate24.errors = [0];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.channel !== undefined){
const _errs9 = errors;
if(!(validate25(data.channel, {instancePath:instancePath+"/channel",parentData:data,parentDataProperty:"channel",rootData}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.role !== undefined){
let data4 = data.role;
const _errs10 = errors;
if(typeof data4 !== "string"){
validate24.errors = [0];
return false;
}
if(!((((data4 === "owner") || (data4 === "teacher")) || (data4 === "member")) || (data4 === "guest"))){
validate24.errors = [0];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.members !== undefined){
let data5 = data.members;
const _errs13 = errors;
if(errors === _errs13){
if(Array.isArray(data5)){
var valid4 = true;
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
const _errs15 = errors;
if(!(validate29(data5[i0], {instancePath:instancePath+"/members/" + i0,parentData:data5,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
var valid4 = _errs15 === errors;
if(!valid4){
break;
}
}
}
else {
validate24.errors = [0];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.memberCount !== undefined){
let data7 = data.memberCount;
const _errs16 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate24.errors = [0];
return false;
}
if(errors === _errs16){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 0 || isNaN(data7)){
validate24.errors = [0];
return false;
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.revision !== undefined){
let data8 = data.revision;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate24.errors = [0];
return false;
}
if(errors === _errs19){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 0 || isNaN(data8)){
validate24.errors = [0];
return false;
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.firstNumber !== undefined){
let data9 = data.firstNumber;
const _errs21 = errors;
const _errs22 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate24.errors = [0];
return false;
}
if(errors === _errs22){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 < 1 || isNaN(data9)){
validate24.errors = [0];
return false;
}
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lastNumber !== undefined){
let data10 = data.lastNumber;
const _errs24 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate24.errors = [0];
return false;
}
if(errors === _errs24){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
validate24.errors = [0];
return false;
}
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lastChange !== undefined){
let data11 = data.lastChange;
const _errs26 = errors;
const _errs27 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate24.errors = [0];
return false;
}
if(errors === _errs27){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 0 || isNaN(data11)){
validate24.errors = [0];
return false;
}
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lastMessage !== undefined){
let data12 = data.lastMessage;
const _errs29 = errors;
const _errs30 = errors;
let valid8 = false;
let passing0 = null;
const _errs31 = errors;
if(!(validate13(data12, {instancePath:instancePath+"/lastMessage",parentData:data,parentDataProperty:"lastMessage",rootData}))){
vErrors = vErrors === null ? validate13.errors : vErrors.concat(validate13.errors);
errors = vErrors.length;
}
var _valid0 = _errs31 === errors;
if(_valid0){
valid8 = true;
passing0 = 0;
}
const _errs32 = errors;
if(data12 !== null){
const err0 = 0;
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var _valid0 = _errs32 === errors;
if(_valid0 && valid8){
valid8 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid8 = true;
passing0 = 1;
}
}
if(!valid8){
const err1 = 0;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate24.errors = vErrors;
return false;
}
else {
errors = _errs30;
if(vErrors !== null){
if(_errs30){
vErrors.length = _errs30;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.readNumber !== undefined){
let data13 = data.readNumber;
const _errs34 = errors;
const _errs35 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate24.errors = [0];
return false;
}
if(errors === _errs35){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 0 || isNaN(data13)){
validate24.errors = [0];
return false;
}
}
}
var valid0 = _errs34 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.unread !== undefined){
let data14 = data.unread;
const _errs37 = errors;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
validate24.errors = [0];
return false;
}
if(errors === _errs37){
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 100 || isNaN(data14)){
validate24.errors = [0];
return false;
}
else {
if(data14 < 0 || isNaN(data14)){
validate24.errors = [0];
return false;
}
}
}
}
var valid0 = _errs37 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.mentions !== undefined){
let data15 = data.mentions;
const _errs39 = errors;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
validate24.errors = [0];
return false;
}
if(errors === _errs39){
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 100 || isNaN(data15)){
validate24.errors = [0];
return false;
}
else {
if(data15 < 0 || isNaN(data15)){
validate24.errors = [0];
return false;
}
}
}
}
var valid0 = _errs39 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.notifications !== undefined){
const _errs41 = errors;
if(!(validate32(data.notifications, {instancePath:instancePath+"/notifications",parentData:data,parentDataProperty:"notifications",rootData}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
var valid0 = _errs41 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.createdAt !== undefined){
let data17 = data.createdAt;
const _errs42 = errors;
const _errs43 = errors;
if(errors === _errs43){
if(errors === _errs43){
if(typeof data17 === "string"){
if(!(formats10.test(data17))){
validate24.errors = [0];
return false;
}
}
else {
validate24.errors = [0];
return false;
}
}
}
var valid0 = _errs42 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate24.errors = [0];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}


function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.conversation === undefined) && (missing0 = "conversation"))){
validate23.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("conversation.opened" !== data.type){
validate23.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.conversation !== undefined){
const _errs2 = errors;
if(!(validate24(data.conversation, {instancePath:instancePath+"/conversation",parentData:data,parentDataProperty:"conversation",rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate23.errors = [0];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}

export const isConversationChanged = validate35;
const schema70 = {"type":"object","description":"A conversation has another name or other settings.","required":["type","conversation","revision","name","channel"],"properties":{"type":{"const":"conversation.changed"},"conversation":{"$ref":"#/$defs/Id"},"revision":{"$ref":"#/$defs/Revision"},"name":{"$ref":"#/$defs/ConversationName"},"channel":{"$ref":"#/$defs/ChannelOrNull"}}};

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.type === undefined) && (missing0 = "type")) || ((data.conversation === undefined) && (missing0 = "conversation"))) || ((data.revision === undefined) && (missing0 = "revision"))) || ((data.name === undefined) && (missing0 = "name"))) || ((data.channel === undefined) && (missing0 = "channel"))){
validate35.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("conversation.changed" !== data.type){
validate35.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.conversation !== undefined){
let data1 = data.conversation;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate35.errors = [0];
return false;
}
}
else {
validate35.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.revision !== undefined){
let data2 = data.revision;
const _errs5 = errors;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate35.errors = [0];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
validate35.errors = [0];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
let data3 = data.name;
const _errs8 = errors;
if((typeof data3 !== "string") && (data3 !== null)){
validate35.errors = [0];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.channel !== undefined){
const _errs11 = errors;
if(!(validate25(data.channel, {instancePath:instancePath+"/channel",parentData:data,parentDataProperty:"channel",rootData}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate35.errors = [0];
return false;
}
}
validate35.errors = vErrors;
return errors === 0;
}

export const isConversationLeft = validate37;
const schema74 = {"type":"object","description":"One is no longer in a conversation: all of it is dropped.","required":["type","conversation","revision"],"properties":{"type":{"const":"conversation.left"},"conversation":{"$ref":"#/$defs/Id"},"revision":{"$ref":"#/$defs/Revision"}}};

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.type === undefined) && (missing0 = "type")) || ((data.conversation === undefined) && (missing0 = "conversation"))) || ((data.revision === undefined) && (missing0 = "revision"))){
validate37.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("conversation.left" !== data.type){
validate37.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.conversation !== undefined){
let data1 = data.conversation;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate37.errors = [0];
return false;
}
}
else {
validate37.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.revision !== undefined){
let data2 = data.revision;
const _errs5 = errors;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate37.errors = [0];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
validate37.errors = [0];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate37.errors = [0];
return false;
}
}
validate37.errors = vErrors;
return errors === 0;
}

export const isMemberChanged = validate38;
const schema77 = {"type":"object","description":"Somebody, perhaps oneself, came in, left, or has another role. What is not newer than what is known of them is dropped.","required":["type","conversation","revision","account","memberCount","role"],"properties":{"type":{"const":"member.changed"},"conversation":{"$ref":"#/$defs/Id"},"revision":{"$ref":"#/$defs/Revision"},"account":{"$ref":"#/$defs/Id"},"memberCount":{"type":"integer","minimum":0},"role":{"oneOf":[{"$ref":"#/$defs/Role"},{"type":"null"}],"description":"Null for somebody who is no longer in it."}}};

function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.type === undefined) && (missing0 = "type")) || ((data.conversation === undefined) && (missing0 = "conversation"))) || ((data.revision === undefined) && (missing0 = "revision"))) || ((data.account === undefined) && (missing0 = "account"))) || ((data.memberCount === undefined) && (missing0 = "memberCount"))) || ((data.role === undefined) && (missing0 = "role"))){
validate38.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("member.changed" !== data.type){
validate38.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.conversation !== undefined){
let data1 = data.conversation;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate38.errors = [0];
return false;
}
}
else {
validate38.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.revision !== undefined){
let data2 = data.revision;
const _errs5 = errors;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate38.errors = [0];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
validate38.errors = [0];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.account !== undefined){
let data3 = data.account;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(errors === _errs9){
if(typeof data3 === "string"){
if(!(formats0.test(data3))){
validate38.errors = [0];
return false;
}
}
else {
validate38.errors = [0];
return false;
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.memberCount !== undefined){
let data4 = data.memberCount;
const _errs11 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate38.errors = [0];
return false;
}
if(errors === _errs11){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 0 || isNaN(data4)){
validate38.errors = [0];
return false;
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.role !== undefined){
let data5 = data.role;
const _errs13 = errors;
const _errs14 = errors;
let valid4 = false;
let passing0 = null;
const _errs15 = errors;
if(typeof data5 !== "string"){
const err0 = 0;
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!((((data5 === "owner") || (data5 === "teacher")) || (data5 === "member")) || (data5 === "guest"))){
const err1 = 0;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var _valid0 = _errs15 === errors;
if(_valid0){
valid4 = true;
passing0 = 0;
}
const _errs18 = errors;
if(data5 !== null){
const err2 = 0;
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid0 = _errs18 === errors;
if(_valid0 && valid4){
valid4 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid4 = true;
passing0 = 1;
}
}
if(!valid4){
const err3 = 0;
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
validate38.errors = vErrors;
return false;
}
else {
errors = _errs14;
if(vErrors !== null){
if(_errs14){
vErrors.length = _errs14;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate38.errors = [0];
return false;
}
}
validate38.errors = vErrors;
return errors === 0;
}

export const isTyping = validate39;
const schema82 = {"type":"object","description":"Somebody types or stopped; ends by itself after 6 s.","required":["type","conversation","account","active"],"properties":{"type":{"const":"typing"},"conversation":{"$ref":"#/$defs/Id"},"account":{"$ref":"#/$defs/Id"},"active":{"type":"boolean"}}};

function validate39(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.type === undefined) && (missing0 = "type")) || ((data.conversation === undefined) && (missing0 = "conversation"))) || ((data.account === undefined) && (missing0 = "account"))) || ((data.active === undefined) && (missing0 = "active"))){
validate39.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("typing" !== data.type){
validate39.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.conversation !== undefined){
let data1 = data.conversation;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate39.errors = [0];
return false;
}
}
else {
validate39.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.account !== undefined){
let data2 = data.account;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(errors === _errs6){
if(typeof data2 === "string"){
if(!(formats0.test(data2))){
validate39.errors = [0];
return false;
}
}
else {
validate39.errors = [0];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.active !== undefined){
const _errs8 = errors;
if(typeof data.active !== "boolean"){
validate39.errors = [0];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate39.errors = [0];
return false;
}
}
validate39.errors = vErrors;
return errors === 0;
}

export const isRead = validate40;
const schema85 = {"type":"object","description":"A read marker moved. May come late: a marker never goes back.","required":["type","conversation","account","number"],"properties":{"type":{"const":"read"},"conversation":{"$ref":"#/$defs/Id"},"account":{"$ref":"#/$defs/Id"},"number":{"$ref":"#/$defs/ReadNumber"},"unread":{"type":"integer","minimum":0,"maximum":100,"description":"Only when the marker is one's own."},"mentions":{"type":"integer","minimum":0,"maximum":100,"description":"Only when the marker is one's own: those of them that mention one, or everybody."}}};

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.type === undefined) && (missing0 = "type")) || ((data.conversation === undefined) && (missing0 = "conversation"))) || ((data.account === undefined) && (missing0 = "account"))) || ((data.number === undefined) && (missing0 = "number"))){
validate40.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("read" !== data.type){
validate40.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.conversation !== undefined){
let data1 = data.conversation;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate40.errors = [0];
return false;
}
}
else {
validate40.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.account !== undefined){
let data2 = data.account;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(errors === _errs6){
if(typeof data2 === "string"){
if(!(formats0.test(data2))){
validate40.errors = [0];
return false;
}
}
else {
validate40.errors = [0];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.number !== undefined){
let data3 = data.number;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate40.errors = [0];
return false;
}
if(errors === _errs9){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
validate40.errors = [0];
return false;
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.unread !== undefined){
let data4 = data.unread;
const _errs11 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate40.errors = [0];
return false;
}
if(errors === _errs11){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 100 || isNaN(data4)){
validate40.errors = [0];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate40.errors = [0];
return false;
}
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.mentions !== undefined){
let data5 = data.mentions;
const _errs13 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate40.errors = [0];
return false;
}
if(errors === _errs13){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 100 || isNaN(data5)){
validate40.errors = [0];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate40.errors = [0];
return false;
}
}
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate40.errors = [0];
return false;
}
}
validate40.errors = vErrors;
return errors === 0;
}

export const isPresenceChanged = validate41;
const schema89 = {"type":"object","description":"Somebody came, went or stepped away; after hello, where they are.","required":["type","account","state","lastSeenAt"],"properties":{"type":{"const":"presence"},"account":{"$ref":"#/$defs/Id"},"state":{"$ref":"#/$defs/Presence"},"lastSeenAt":{"oneOf":[{"$ref":"#/$defs/Instant"},{"type":"null"}]}}};

function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.type === undefined) && (missing0 = "type")) || ((data.account === undefined) && (missing0 = "account"))) || ((data.state === undefined) && (missing0 = "state"))) || ((data.lastSeenAt === undefined) && (missing0 = "lastSeenAt"))){
validate41.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("presence" !== data.type){
validate41.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.account !== undefined){
let data1 = data.account;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate41.errors = [0];
return false;
}
}
else {
validate41.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.state !== undefined){
let data2 = data.state;
const _errs5 = errors;
if(typeof data2 !== "string"){
validate41.errors = [0];
return false;
}
if(!(((data2 === "online") || (data2 === "away")) || (data2 === "offline"))){
validate41.errors = [0];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lastSeenAt !== undefined){
let data3 = data.lastSeenAt;
const _errs8 = errors;
const _errs9 = errors;
let valid3 = false;
let passing0 = null;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(errors === _errs11){
if(typeof data3 === "string"){
if(!(formats10.test(data3))){
const err0 = 0;
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = 0;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
var _valid0 = _errs10 === errors;
if(_valid0){
valid3 = true;
passing0 = 0;
}
const _errs13 = errors;
if(data3 !== null){
const err2 = 0;
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid0 = _errs13 === errors;
if(_valid0 && valid3){
valid3 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid3 = true;
passing0 = 1;
}
}
if(!valid3){
const err3 = 0;
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
validate41.errors = vErrors;
return false;
}
else {
errors = _errs9;
if(vErrors !== null){
if(_errs9){
vErrors.length = _errs9;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate41.errors = [0];
return false;
}
}
validate41.errors = vErrors;
return errors === 0;
}

export const isProfileChanged = validate42;
const schema93 = {"type":"object","description":"Somebody changed their name, status or photo, or deleted their account; after hello, what they are.","required":["type","account","name","status","photo"],"properties":{"type":{"const":"profile"},"account":{"$ref":"#/$defs/Id"},"name":{"$ref":"#/$defs/Name"},"status":{"$ref":"#/$defs/Status"},"photo":{"$ref":"#/$defs/Photo"},"deleted":{"$ref":"#/$defs/Deleted"}}};

function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.type === undefined) && (missing0 = "type")) || ((data.account === undefined) && (missing0 = "account"))) || ((data.name === undefined) && (missing0 = "name"))) || ((data.status === undefined) && (missing0 = "status"))) || ((data.photo === undefined) && (missing0 = "photo"))){
validate42.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("profile" !== data.type){
validate42.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.account !== undefined){
let data1 = data.account;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate42.errors = [0];
return false;
}
}
else {
validate42.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs5 = errors;
if(typeof data.name !== "string"){
validate42.errors = [0];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.status !== undefined){
const _errs8 = errors;
if(typeof data.status !== "string"){
validate42.errors = [0];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.photo !== undefined){
let data4 = data.photo;
const _errs11 = errors;
if((typeof data4 !== "string") && (data4 !== null)){
validate42.errors = [0];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deleted !== undefined){
const _errs14 = errors;
if(typeof data.deleted !== "boolean"){
validate42.errors = [0];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate42.errors = [0];
return false;
}
}
validate42.errors = vErrors;
return errors === 0;
}

export const isActivityChanged = validate43;
const schema99 = {"type":"object","description":"How much of what concerns one is unread by now, and what of it may be new.","required":["type","unread","items"],"properties":{"type":{"const":"activity"},"unread":{"type":"integer","minimum":0,"maximum":100},"items":{"type":"array","items":{"$ref":"#/$defs/Activity"},"description":"What concerns one by name; that a message mentions everybody it says itself."}}};
const schema100 = {"type":"object","description":"Something that concerns one.","required":["kind","conversation","name","number","post","at","unread","title","text","people","count","emoji"],"properties":{"kind":{"type":"string","enum":["mention","comment","reply","reaction","added"]},"conversation":{"$ref":"#/$defs/Id"},"name":{"$ref":"#/$defs/ConversationName","description":"Of the channel or the group."},"number":{"type":"integer","minimum":0,"description":"The message's; 0 if it is about none."},"post":{"oneOf":[{"$ref":"#/$defs/MessageNumber"},{"type":"null"}],"description":"Of a comment: the number of its post."},"at":{"$ref":"#/$defs/Instant"},"unread":{"type":"boolean"},"title":{"type":["string","null"],"description":"Of the post."},"text":{"type":"string","description":"What the message begins with."},"people":{"type":"array","minItems":1,"maxItems":3,"items":{"$ref":"#/$defs/Actor"},"description":"Who did it, the latest first."},"count":{"type":"integer","minimum":1,"description":"How many people did it."},"emoji":{"type":"array","items":{"$ref":"#/$defs/Emoji"}}}};
const schema105 = {"type":"object","description":"Somebody who did something.","required":["id","name","photo"],"properties":{"id":{"$ref":"#/$defs/Id"},"name":{"$ref":"#/$defs/Name"},"photo":{"$ref":"#/$defs/Photo"},"deleted":{"$ref":"#/$defs/Deleted"}}};

function validate45(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.id === undefined) && (missing0 = "id")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.photo === undefined) && (missing0 = "photo"))){
validate45.errors = [0];
return false;
}
else {
if(data.id !== undefined){
let data0 = data.id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!(formats0.test(data0))){
validate45.errors = [0];
return false;
}
}
else {
validate45.errors = [0];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs4 = errors;
if(typeof data.name !== "string"){
validate45.errors = [0];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.photo !== undefined){
let data2 = data.photo;
const _errs7 = errors;
if((typeof data2 !== "string") && (data2 !== null)){
validate45.errors = [0];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deleted !== undefined){
const _errs10 = errors;
if(typeof data.deleted !== "boolean"){
validate45.errors = [0];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate45.errors = [0];
return false;
}
}
validate45.errors = vErrors;
return errors === 0;
}


function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((data.kind === undefined) && (missing0 = "kind")) || ((data.conversation === undefined) && (missing0 = "conversation"))) || ((data.name === undefined) && (missing0 = "name"))) || ((data.number === undefined) && (missing0 = "number"))) || ((data.post === undefined) && (missing0 = "post"))) || ((data.at === undefined) && (missing0 = "at"))) || ((data.unread === undefined) && (missing0 = "unread"))) || ((data.title === undefined) && (missing0 = "title"))) || ((data.text === undefined) && (missing0 = "text"))) || ((data.people === undefined) && (missing0 = "people"))) || ((data.count === undefined) && (missing0 = "count"))) || ((data.emoji === undefined) && (missing0 = "emoji"))){
validate44.errors = [0];
return false;
}
else {
if(data.kind !== undefined){
let data0 = data.kind;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate44.errors = [0];
return false;
}
if(!(((((data0 === "mention") || (data0 === "comment")) || (data0 === "reply")) || (data0 === "reaction")) || (data0 === "added"))){
validate44.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.conversation !== undefined){
let data1 = data.conversation;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(errors === _errs4){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate44.errors = [0];
return false;
}
}
else {
validate44.errors = [0];
return false;
}
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
let data2 = data.name;
const _errs6 = errors;
if((typeof data2 !== "string") && (data2 !== null)){
validate44.errors = [0];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.number !== undefined){
let data3 = data.number;
const _errs9 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate44.errors = [0];
return false;
}
if(errors === _errs9){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
validate44.errors = [0];
return false;
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.post !== undefined){
let data4 = data.post;
const _errs11 = errors;
const _errs12 = errors;
let valid3 = false;
let passing0 = null;
const _errs13 = errors;
const _errs14 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err0 = 0;
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(errors === _errs14){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
const err1 = 0;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
var _valid0 = _errs13 === errors;
if(_valid0){
valid3 = true;
passing0 = 0;
}
const _errs16 = errors;
if(data4 !== null){
const err2 = 0;
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid0 = _errs16 === errors;
if(_valid0 && valid3){
valid3 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid3 = true;
passing0 = 1;
}
}
if(!valid3){
const err3 = 0;
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
validate44.errors = vErrors;
return false;
}
else {
errors = _errs12;
if(vErrors !== null){
if(_errs12){
vErrors.length = _errs12;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.at !== undefined){
let data5 = data.at;
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(errors === _errs19){
if(typeof data5 === "string"){
if(!(formats10.test(data5))){
validate44.errors = [0];
return false;
}
}
else {
validate44.errors = [0];
return false;
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.unread !== undefined){
const _errs21 = errors;
if(typeof data.unread !== "boolean"){
validate44.errors = [0];
return false;
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.title !== undefined){
let data7 = data.title;
const _errs23 = errors;
if((typeof data7 !== "string") && (data7 !== null)){
validate44.errors = [0];
return false;
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.text !== undefined){
const _errs25 = errors;
if(typeof data.text !== "string"){
validate44.errors = [0];
return false;
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.people !== undefined){
let data9 = data.people;
const _errs27 = errors;
if(errors === _errs27){
if(Array.isArray(data9)){
if(data9.length > 3){
validate44.errors = [0];
return false;
}
else {
if(data9.length < 1){
validate44.errors = [0];
return false;
}
else {
var valid6 = true;
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
const _errs29 = errors;
if(!(validate45(data9[i0], {instancePath:instancePath+"/people/" + i0,parentData:data9,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
var valid6 = _errs29 === errors;
if(!valid6){
break;
}
}
}
}
}
else {
validate44.errors = [0];
return false;
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.count !== undefined){
let data11 = data.count;
const _errs30 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate44.errors = [0];
return false;
}
if(errors === _errs30){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 1 || isNaN(data11)){
validate44.errors = [0];
return false;
}
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.emoji !== undefined){
let data12 = data.emoji;
const _errs32 = errors;
if(errors === _errs32){
if(Array.isArray(data12)){
var valid7 = true;
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
const _errs34 = errors;
const _errs35 = errors;
if(errors === _errs35){
if(typeof data13 === "string"){
if(data13.length > 64){
validate44.errors = [0];
return false;
}
else {
if(data13.length < 1){
validate44.errors = [0];
return false;
}
}
}
else {
validate44.errors = [0];
return false;
}
}
var valid7 = _errs34 === errors;
if(!valid7){
break;
}
}
}
else {
validate44.errors = [0];
return false;
}
}
var valid0 = _errs32 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate44.errors = [0];
return false;
}
}
validate44.errors = vErrors;
return errors === 0;
}


function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.type === undefined) && (missing0 = "type")) || ((data.unread === undefined) && (missing0 = "unread"))) || ((data.items === undefined) && (missing0 = "items"))){
validate43.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("activity" !== data.type){
validate43.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.unread !== undefined){
let data1 = data.unread;
const _errs2 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate43.errors = [0];
return false;
}
if(errors === _errs2){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 100 || isNaN(data1)){
validate43.errors = [0];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate43.errors = [0];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.items !== undefined){
let data2 = data.items;
const _errs4 = errors;
if(errors === _errs4){
if(Array.isArray(data2)){
var valid1 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs6 = errors;
if(!(validate44(data2[i0], {instancePath:instancePath+"/items/" + i0,parentData:data2,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
var valid1 = _errs6 === errors;
if(!valid1){
break;
}
}
}
else {
validate43.errors = [0];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate43.errors = [0];
return false;
}
}
validate43.errors = vErrors;
return errors === 0;
}

export const isConversationNotificationsChanged = validate48;
const schema111 = {"type":"object","description":"One chose, perhaps on another device, of what in a conversation to be notified.","required":["type","conversation","notifications"],"properties":{"type":{"const":"conversation.notifications"},"conversation":{"$ref":"#/$defs/Id"},"notifications":{"$ref":"#/$defs/ConversationNotifications"}}};

function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.type === undefined) && (missing0 = "type")) || ((data.conversation === undefined) && (missing0 = "conversation"))) || ((data.notifications === undefined) && (missing0 = "notifications"))){
validate48.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("conversation.notifications" !== data.type){
validate48.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.conversation !== undefined){
let data1 = data.conversation;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate48.errors = [0];
return false;
}
}
else {
validate48.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.notifications !== undefined){
const _errs5 = errors;
if(!(validate32(data.notifications, {instancePath:instancePath+"/notifications",parentData:data,parentDataProperty:"notifications",rootData}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate48.errors = [0];
return false;
}
}
validate48.errors = vErrors;
return errors === 0;
}

export const isNotificationSettingsChanged = validate50;
const schema113 = {"type":"object","description":"One chose, perhaps on another device, of what to be notified.","required":["type","settings"],"properties":{"type":{"const":"notifications"},"settings":{"$ref":"#/$defs/NotificationSettings"}}};
const schema114 = {"type":"object","description":"Of what one is notified in all of one's conversations, and when not.","required":["messages","mentions","reactions","added","quietHours"],"properties":{"messages":{"type":"boolean"},"mentions":{"type":"boolean"},"reactions":{"type":"boolean"},"added":{"type":"boolean"},"quietHours":{"oneOf":[{"type":"object","required":["from","to","days","zone"],"properties":{"from":{"$ref":"#/$defs/TimeOfDay"},"to":{"$ref":"#/$defs/TimeOfDay"},"days":{"type":"array","minItems":1,"maxItems":7,"items":{"type":"integer","minimum":1,"maximum":7},"description":"On which they begin, Monday is 1."},"zone":{"type":"string","description":"IANA name."}}},{"type":"null"}]}}};
const schema115 = {"type":"string","pattern":"^([01][0-9]|2[0-3]):[0-5][0-9]$"};
const pattern0 = new RegExp("^([01][0-9]|2[0-3]):[0-5][0-9]$", "u");

function validate51(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.messages === undefined) && (missing0 = "messages")) || ((data.mentions === undefined) && (missing0 = "mentions"))) || ((data.reactions === undefined) && (missing0 = "reactions"))) || ((data.added === undefined) && (missing0 = "added"))) || ((data.quietHours === undefined) && (missing0 = "quietHours"))){
validate51.errors = [0];
return false;
}
else {
if(data.messages !== undefined){
const _errs1 = errors;
if(typeof data.messages !== "boolean"){
validate51.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.mentions !== undefined){
const _errs3 = errors;
if(typeof data.mentions !== "boolean"){
validate51.errors = [0];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reactions !== undefined){
const _errs5 = errors;
if(typeof data.reactions !== "boolean"){
validate51.errors = [0];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.added !== undefined){
const _errs7 = errors;
if(typeof data.added !== "boolean"){
validate51.errors = [0];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.quietHours !== undefined){
let data4 = data.quietHours;
const _errs9 = errors;
const _errs10 = errors;
let valid1 = false;
let passing0 = null;
const _errs11 = errors;
if(errors === _errs11){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing1;
if(((((data4.from === undefined) && (missing1 = "from")) || ((data4.to === undefined) && (missing1 = "to"))) || ((data4.days === undefined) && (missing1 = "days"))) || ((data4.zone === undefined) && (missing1 = "zone"))){
const err0 = 0;
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data4.from !== undefined){
let data5 = data4.from;
const _errs13 = errors;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
const err1 = 0;
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = 0;
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var valid2 = _errs13 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data4.to !== undefined){
let data6 = data4.to;
const _errs16 = errors;
const _errs17 = errors;
if(errors === _errs17){
if(typeof data6 === "string"){
if(!pattern0.test(data6)){
const err3 = 0;
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = 0;
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
var valid2 = _errs16 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data4.days !== undefined){
let data7 = data4.days;
const _errs19 = errors;
if(errors === _errs19){
if(Array.isArray(data7)){
if(data7.length > 7){
const err5 = 0;
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
else {
if(data7.length < 1){
const err6 = 0;
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
else {
var valid5 = true;
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
const _errs21 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err7 = 0;
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(errors === _errs21){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 7 || isNaN(data8)){
const err8 = 0;
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
else {
if(data8 < 1 || isNaN(data8)){
const err9 = 0;
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
}
var valid5 = _errs21 === errors;
if(!valid5){
break;
}
}
}
}
}
else {
const err10 = 0;
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
var valid2 = _errs19 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data4.zone !== undefined){
const _errs23 = errors;
if(typeof data4.zone !== "string"){
const err11 = 0;
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
var valid2 = _errs23 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
else {
const err12 = 0;
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
var _valid0 = _errs11 === errors;
if(_valid0){
valid1 = true;
passing0 = 0;
}
const _errs25 = errors;
if(data4 !== null){
const err13 = 0;
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
var _valid0 = _errs25 === errors;
if(_valid0 && valid1){
valid1 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid1 = true;
passing0 = 1;
}
}
if(!valid1){
const err14 = 0;
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
validate51.errors = vErrors;
return false;
}
else {
errors = _errs10;
if(vErrors !== null){
if(_errs10){
vErrors.length = _errs10;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate51.errors = [0];
return false;
}
}
validate51.errors = vErrors;
return errors === 0;
}


function validate50(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.settings === undefined) && (missing0 = "settings"))){
validate50.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("notifications" !== data.type){
validate50.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.settings !== undefined){
const _errs2 = errors;
if(!(validate51(data.settings, {instancePath:instancePath+"/settings",parentData:data,parentDataProperty:"settings",rootData}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate50.errors = [0];
return false;
}
}
validate50.errors = vErrors;
return errors === 0;
}

export const isOk = validate53;
const schema117 = {"type":"object","description":"The command was carried out.","required":["type","ref"],"properties":{"type":{"const":"ok"},"ref":{"$ref":"#/$defs/Ref"},"result":{"oneOf":[{"$ref":"#/$defs/Sent"},{"$ref":"#/$defs/Changed"},{"$ref":"#/$defs/Resumed"}]}}};
const schema118 = {"type":"integer","minimum":0,"description":"Chosen by the client, repeated in the answer to the command."};
const schema119 = {"type":"object","description":"The answer to message.send: the message is stored for good.","required":["kind","conversation","number","id","sentAt"],"properties":{"kind":{"const":"sent"},"conversation":{"$ref":"#/$defs/Id"},"number":{"$ref":"#/$defs/MessageNumber"},"id":{"$ref":"#/$defs/Id"},"sentAt":{"$ref":"#/$defs/Instant"}}};

function validate54(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.kind === undefined) && (missing0 = "kind")) || ((data.conversation === undefined) && (missing0 = "conversation"))) || ((data.number === undefined) && (missing0 = "number"))) || ((data.id === undefined) && (missing0 = "id"))) || ((data.sentAt === undefined) && (missing0 = "sentAt"))){
validate54.errors = [0];
return false;
}
else {
if(data.kind !== undefined){
const _errs1 = errors;
if("sent" !== data.kind){
validate54.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.conversation !== undefined){
let data1 = data.conversation;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate54.errors = [0];
return false;
}
}
else {
validate54.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.number !== undefined){
let data2 = data.number;
const _errs5 = errors;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate54.errors = [0];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 1 || isNaN(data2)){
validate54.errors = [0];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data3 = data.id;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(errors === _errs9){
if(typeof data3 === "string"){
if(!(formats0.test(data3))){
validate54.errors = [0];
return false;
}
}
else {
validate54.errors = [0];
return false;
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sentAt !== undefined){
let data4 = data.sentAt;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(errors === _errs12){
if(typeof data4 === "string"){
if(!(formats10.test(data4))){
validate54.errors = [0];
return false;
}
}
else {
validate54.errors = [0];
return false;
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate54.errors = [0];
return false;
}
}
validate54.errors = vErrors;
return errors === 0;
}

const schema124 = {"type":"object","description":"The answer to what changes a message: it is so.","required":["kind","conversation","number","change"],"properties":{"kind":{"const":"changed"},"conversation":{"$ref":"#/$defs/Id"},"number":{"$ref":"#/$defs/MessageNumber"},"change":{"$ref":"#/$defs/ChangeNumber","description":"The one by which it is so."}}};

function validate56(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.kind === undefined) && (missing0 = "kind")) || ((data.conversation === undefined) && (missing0 = "conversation"))) || ((data.number === undefined) && (missing0 = "number"))) || ((data.change === undefined) && (missing0 = "change"))){
validate56.errors = [0];
return false;
}
else {
if(data.kind !== undefined){
const _errs1 = errors;
if("changed" !== data.kind){
validate56.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.conversation !== undefined){
let data1 = data.conversation;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(!(formats0.test(data1))){
validate56.errors = [0];
return false;
}
}
else {
validate56.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.number !== undefined){
let data2 = data.number;
const _errs5 = errors;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate56.errors = [0];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 1 || isNaN(data2)){
validate56.errors = [0];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.change !== undefined){
let data3 = data.change;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate56.errors = [0];
return false;
}
if(errors === _errs9){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
validate56.errors = [0];
return false;
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate56.errors = [0];
return false;
}
}
validate56.errors = vErrors;
return errors === 0;
}

const schema128 = {"type":"object","description":"The answer to resume: the conversations in which anything changed.","required":["kind","cursor","conversations","left"],"properties":{"kind":{"const":"resumed"},"cursor":{"$ref":"#/$defs/Cursor"},"conversations":{"type":"array","items":{"$ref":"#/$defs/Conversation"}},"left":{"type":"array","items":{"$ref":"#/$defs/Id"},"description":"Those that one is no longer in: all of them is dropped."}}};
const schema129 = {"type":"string","minLength":1,"maxLength":256,"description":"Opaque: what the server last gave out."};

function validate58(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.kind === undefined) && (missing0 = "kind")) || ((data.cursor === undefined) && (missing0 = "cursor"))) || ((data.conversations === undefined) && (missing0 = "conversations"))) || ((data.left === undefined) && (missing0 = "left"))){
validate58.errors = [0];
return false;
}
else {
if(data.kind !== undefined){
const _errs1 = errors;
if("resumed" !== data.kind){
validate58.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(data1.length > 256){
validate58.errors = [0];
return false;
}
else {
if(data1.length < 1){
validate58.errors = [0];
return false;
}
}
}
else {
validate58.errors = [0];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.conversations !== undefined){
let data2 = data.conversations;
const _errs5 = errors;
if(errors === _errs5){
if(Array.isArray(data2)){
var valid2 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs7 = errors;
if(!(validate24(data2[i0], {instancePath:instancePath+"/conversations/" + i0,parentData:data2,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
var valid2 = _errs7 === errors;
if(!valid2){
break;
}
}
}
else {
validate58.errors = [0];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.left !== undefined){
let data4 = data.left;
const _errs8 = errors;
if(errors === _errs8){
if(Array.isArray(data4)){
var valid3 = true;
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
let data5 = data4[i1];
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(errors === _errs11){
if(typeof data5 === "string"){
if(!(formats0.test(data5))){
validate58.errors = [0];
return false;
}
}
else {
validate58.errors = [0];
return false;
}
}
}
var valid3 = _errs10 === errors;
if(!valid3){
break;
}
}
}
else {
validate58.errors = [0];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate58.errors = [0];
return false;
}
}
validate58.errors = vErrors;
return errors === 0;
}


function validate53(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.ref === undefined) && (missing0 = "ref"))){
validate53.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("ok" !== data.type){
validate53.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs2 = errors;
const _errs3 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate53.errors = [0];
return false;
}
if(errors === _errs3){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 0 || isNaN(data1)){
validate53.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.result !== undefined){
let data2 = data.result;
const _errs5 = errors;
const _errs6 = errors;
let valid2 = false;
let passing0 = null;
const _errs7 = errors;
if(!(validate54(data2, {instancePath:instancePath+"/result",parentData:data,parentDataProperty:"result",rootData}))){
vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
errors = vErrors.length;
}
var _valid0 = _errs7 === errors;
if(_valid0){
valid2 = true;
passing0 = 0;
}
const _errs8 = errors;
if(!(validate56(data2, {instancePath:instancePath+"/result",parentData:data,parentDataProperty:"result",rootData}))){
vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
errors = vErrors.length;
}
var _valid0 = _errs8 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid2 = true;
passing0 = 1;
}
const _errs9 = errors;
if(!(validate58(data2, {instancePath:instancePath+"/result",parentData:data,parentDataProperty:"result",rootData}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
var _valid0 = _errs9 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 2];
}
else {
if(_valid0){
valid2 = true;
passing0 = 2;
}
}
}
if(!valid2){
const err0 = 0;
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
validate53.errors = vErrors;
return false;
}
else {
errors = _errs6;
if(vErrors !== null){
if(_errs6){
vErrors.length = _errs6;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate53.errors = [0];
return false;
}
}
validate53.errors = vErrors;
return errors === 0;
}

export const isError = validate61;
const schema131 = {"type":"object","description":"The command was refused (RFC 9457 in the form of a frame); without ref, the frame could not be read.","required":["type","problem","title","status","detail"],"properties":{"type":{"const":"error"},"ref":{"$ref":"#/$defs/Ref"},"problem":{"type":"string","pattern":"^[a-z0-9]+(-[a-z0-9]+)*$","description":"The slug of the problem type urn:homeroom:problem:<slug>."},"title":{"type":"string"},"status":{"type":"integer","minimum":400,"maximum":599},"detail":{"type":"string"},"retryAfter":{"type":"integer","minimum":0,"description":"Seconds."}}};
const pattern2 = new RegExp("^[a-z0-9]+(-[a-z0-9]+)*$", "u");

function validate61(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.type === undefined) && (missing0 = "type")) || ((data.problem === undefined) && (missing0 = "problem"))) || ((data.title === undefined) && (missing0 = "title"))) || ((data.status === undefined) && (missing0 = "status"))) || ((data.detail === undefined) && (missing0 = "detail"))){
validate61.errors = [0];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if("error" !== data.type){
validate61.errors = [0];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs2 = errors;
const _errs3 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate61.errors = [0];
return false;
}
if(errors === _errs3){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 0 || isNaN(data1)){
validate61.errors = [0];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.problem !== undefined){
let data2 = data.problem;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(!pattern2.test(data2)){
validate61.errors = [0];
return false;
}
}
else {
validate61.errors = [0];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.title !== undefined){
const _errs7 = errors;
if(typeof data.title !== "string"){
validate61.errors = [0];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.status !== undefined){
let data4 = data.status;
const _errs9 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate61.errors = [0];
return false;
}
if(errors === _errs9){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 599 || isNaN(data4)){
validate61.errors = [0];
return false;
}
else {
if(data4 < 400 || isNaN(data4)){
validate61.errors = [0];
return false;
}
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.detail !== undefined){
const _errs11 = errors;
if(typeof data.detail !== "string"){
validate61.errors = [0];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.retryAfter !== undefined){
let data6 = data.retryAfter;
const _errs13 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate61.errors = [0];
return false;
}
if(errors === _errs13){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 0 || isNaN(data6)){
validate61.errors = [0];
return false;
}
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate61.errors = [0];
return false;
}
}
validate61.errors = vErrors;
return errors === 0;
}
