"""Every temuan that reading can make, with its sentence."""

from __future__ import annotations

from iki_excel.findings import GALAT, PERINGATAN, rule

NEW_FORM = "Salin isinya ke formulir yang baru."

rule("berkas_tidak_ada", GALAT, "Berkas atau folder yang disebut tidak ada.",
     "{file} tidak ditemukan. Periksa nama dan foldernya.")  # fmt: skip
rule("tidak_terbaca", GALAT, "Berkas tidak boleh atau tidak dapat dibuka.",
     "{file} tidak dapat dibuka: {sebab}. Tutup bila sedang dibuka di program lain, lalu jalankan lagi.")  # fmt: skip
rule("berkas_kosong", GALAT, "Berkas 0 bita.",
     "{file} kosong sama sekali (0 bita), mungkin salinannya terputus. Minta dikirim ulang.")  # fmt: skip
rule("bukan_xlsx", GALAT, "Isi berkas bukan buku kerja .xlsx.",
     "{file} bukan buku kerja .xlsx. Buka di Excel, pilih Simpan Sebagai, jenis “Excel Workbook (.xlsx)”.")  # fmt: skip
rule("xls_lama_atau_bersandi", GALAT, "Berkas .xls lama, atau .xlsx yang diberi kata sandi.",
     "{file} adalah Excel lama (.xls) atau diberi kata sandi. Hapus kata sandinya, simpan sebagai "
     ".xlsx.")  # fmt: skip
rule("berkas_rusak", GALAT, "Berkas terpotong atau rusak.",
     "{file} rusak atau terpotong sehingga tidak dapat dibaca. Minta dikirim ulang.")  # fmt: skip
rule("berkas_terlalu_besar", GALAT, "Berkas jauh lebih besar daripada formulir.",
     "{file} terlalu besar untuk sebuah formulir. " + NEW_FORM)  # fmt: skip
rule("sedang_dibuka", PERINGATAN, "Berkas kunci: formulir sedang dibuka di Excel atau LibreOffice.",
     "{file} menandakan formulirnya sedang dibuka. Simpan dan tutup dahulu, lalu jalankan lagi.")  # fmt: skip

rule("tanpa_kode", GALAT, "Kode formulir tidak ditemukan.",
     "{file} tidak memuat Kode formulir, jadi bukan formulir IKI. Pakai formulir dari “iki template”.")  # fmt: skip
rule("kode_salah", GALAT, "Angka periksa Kode formulir tidak cocok.",
     "Kode formulir “{diketik}” berubah: angka periksanya tidak cocok. " + NEW_FORM)  # fmt: skip
rule("kode_ganda", GALAT, "Kode formulir ada lebih dari satu.",
     "Kode formulir ada lebih dari satu, di lembar {lembar}. Hapus lembar yang bukan aslinya.")  # fmt: skip
rule("kode_berbeda", GALAT, "Kode formulir yang terlihat berbeda dari catatan tersembunyi.",
     "Kode formulir yang terlihat “{diketik}” berbeda dari catatan tersembunyi di berkasnya “{tersembunyi}”. "
     "Salin isinya ke formulir yang benar.")  # fmt: skip
rule("unit_lain", GALAT, "Formulir milik unit lain.",
     "{file} milik unit “{diketik}”, sedangkan yang diolah “{diminta}”. Kembalikan kepada unitnya.")  # fmt: skip
rule("jabatan_lain", GALAT, "Jabatan pada kode tidak ada dalam katalog.",
     "{file} untuk jabatan “{diketik}” yang tidak ada dalam katalog. {dekat}")  # fmt: skip
rule("versi_lain", GALAT, "Versi formulir tidak dikenal.",
     "{file} memakai versi formulir {diketik}, padahal yang diterima versi {diminta}. " + NEW_FORM)  # fmt: skip

rule("lembar_hilang", GALAT, "Lembar yang harus diisi tidak ada.",
     "Lembar {lembar} tidak ditemukan di {file}. " + NEW_FORM)  # fmt: skip
rule("judul_berubah", GALAT, "Baris judul kolom hilang atau berubah.",
     "Judul kolom di lembar {lembar} hilang, berubah atau ganda: {hilang}. " + NEW_FORM)  # fmt: skip
rule("jangkar_berubah", GALAT, "Kode isian, label atau nama sel tidak lagi menunjuk sel yang sama.",
     "“{label}”: {sebab}, jadi nilainya tidak dapat dipastikan dan tidak dibaca. " + NEW_FORM)  # fmt: skip
rule("baris_sisipan", GALAT, "Skor di baris yang bukan baris responden.",
     "Baris {baris_kata} di lembar {lembar} bukan baris responden (mungkin disisipkan), jadi skornya tidak dibaca. "
     "Pindahkan skornya ke baris responden yang kosong, lalu kosongkan baris ini.")  # fmt: skip

rule("belum_diisi", GALAT, "Formulir belum diisi siapa pun; dihitung belum masuk.",
     "Formulir {nama}, {bulan}, belum diisi sama sekali. Isi sel kuningnya lalu kirim.")  # fmt: skip
rule("ganda_berbeda", GALAT, "Jabatan dan periode yang sama dua kali dengan isi berbeda; tidak satu pun dipakai.",
     "{nama}, {bulan}, ada {banyak} kali dengan isi berbeda: {berkas}. Sisakan satu yang benar.")  # fmt: skip
