/*
 * A card reader vendor's library with the names and habits of the real ones, told what to do by files in the folder
 * that FAKE_READER names: `do` holds one word (none, card, hang, crash, gone, silent), `text` the text block, `added`
 * the added address, and a file with the name of a getter what that getter gives.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int taken = 0;

static int held(const char *name, void *into, int room) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", getenv("FAKE_READER"), name);
    FILE *file = fopen(path, "rb");
    if (!file) return -1;
    int size = (int)fread(into, 1, room, file);
    fclose(file);
    return size;
}

static int is(const char *word) {
    char told[32] = {0};
    held("do", told, 31);
    if (!strncmp(told, "hang", 4)) for (;;) pause();
    if (!strncmp(told, "crash", 5)) abort();
    return !strncmp(told, word, strlen(word));
}

#ifdef SDT
int SDT_OpenPort(int port) { return is("gone") ? 1 : port == 1003 ? 0x90 : 1; }
int SDT_ClosePort(int port) { (void)port; return 0x90; }
int SDT_GetSAMStatus(int port, int open) { (void)port; (void)open; return is("gone") ? 1 : is("broken") ? 0x60 : 0x90; }
int SDT_ResetSAM(int port, int open) { (void)port; (void)open; return 0x90; }
int SDT_GetSAMID(int port, unsigned char *id, int open) { (void)port; (void)open; return held("samid", id, 16) == 16 ? 0x90 : 0x24; }
int SDT_StartFindIDCard(int port, unsigned char *mana, int open) {
    (void)port; (void)open; memset(mana, 0, 8);
    printf("a library that talks\n"); fflush(stdout);
    if (is("gone")) return 1;
    if (is("silent")) return 2;
    if (!is("card")) { taken = 0; return 0x80; }
    return taken ? 0x80 : 0x9f;
}
int SDT_SelectIDCard(int port, unsigned char *mana, int open) { (void)port; (void)open; memset(mana, 0, 8); return 0x90; }
int SDT_ReadBaseMsg(int port, unsigned char *text, unsigned *text_size, unsigned char *photo, unsigned *photo_size, int open) {
    (void)port; (void)open;
    if (is("lifted")) return 0x41;
    *text_size = held("text", text, 256); *photo_size = 1024; memset(photo, 0x5a, 1024); taken = 1;
    return 0x90;
}
int SDT_ReadNewAppMsg(int port, unsigned char *text, unsigned *size, int open) {
    (void)port; (void)open;
    int found = held("added", text, 280);
    if (!taken) return 0x41;
    *size = found > 0 ? found : 0;
    return found > 0 ? 0x90 : 0x91;
}
#endif

#ifdef CVR
int CVR_InitComm(int port) { return is("gone") ? 2 : port == 1001 ? 1 : 2; }
int CVR_CloseComm(void) { return 1; }
int CVR_Authenticate(void) { return is("gone") ? 4 : !is("card") ? (taken = 0, 2) : taken ? 2 : 1; }
int CVR_Read_Content(int active) {
    (void)active; taken = 1;
    FILE *file = fopen("wz.txt", "wb"); fputs("personal", file); fclose(file);
    return is("unreadable") ? 0 : 1;
}
#define GETTER(name) int name(char *into, int *size) { int found = held(#name, into, *size); *size = found < 0 ? 0 : found; return 1; }
GETTER(GetPeopleNameU) GETTER(GetPeopleSex) GETTER(GetNationCode) GETTER(GetPeopleBirthday) GETTER(GetPeopleAddressU)
GETTER(GetPeopleIDCode) GETTER(GetDepartment) GETTER(GetStartDate) GETTER(GetEndDate) GETTER(GetCertType)
GETTER(GetPassCheckID) GETTER(GetIssuesNum) GETTER(GetNewAppMsgU)
#endif

#ifdef OTHER
int InitComm(int port) { (void)port; return 1; }
#endif
