"""Every temuan that reading can make, with its sentence."""

from __future__ import annotations

from iki_excel.judging.findings import GALAT, PERINGATAN, rule

NEW_FORM = "Salin isinya ke formulir yang baru."

rule("berkas_tidak_ada", GALAT, "Berkas atau folder yang disebut tidak ada.",
     "{file} tidak ditemukan. Periksa nama dan foldernya.")  # fmt: skip
rule("tidak_terbaca", GALAT, "Cakram atau jaringan terganggu saat berkas dibaca.",
     "{file} tidak dapat dibaca karena cakram atau jaringan terganggu. Salin ke komputer ini, lalu "
     "jalankan lagi.")  # fmt: skip
rule("tanpa_izin", GALAT, "Berkas tidak boleh dibuka.",
     "{file} tidak boleh dibuka. Tutup bila sedang dibuka di program lain, atau minta izin membacanya.")  # fmt: skip
rule("tautan", GALAT, "Tautan ke berkas lain, bukan berkasnya.",
     "{file} hanya tautan ke berkas lain. Salin berkas aslinya ke sini.")  # fmt: skip
rule("tautan_putus", GALAT, "Tautan ke berkas yang tidak ada lagi.",
     "{file} menunjuk berkas yang tidak ada lagi. Minta berkas aslinya.")  # fmt: skip
rule("folder_bukan_berkas", GALAT, "Folder yang dinamai seperti berkas.",
     "{file} adalah folder, bukan berkas. Sebutkan berkas di dalamnya.")  # fmt: skip
rule("bukan_berkas_biasa", GALAT, "Perangkat atau pipa, bukan berkas.",
     "{file} bukan berkas biasa. Simpan formulirnya sebagai berkas .xlsx di folder.")  # fmt: skip
rule("masih_disalin", GALAT, "Berkas masih bertambah saat dibaca.",
     "{file} masih disalin atau diunduh. Tunggu sampai selesai, lalu jalankan lagi.")  # fmt: skip
rule("berkas_kosong", GALAT, "Berkas 0 bita.",
     "{file} kosong sama sekali (0 bita), mungkin salinannya terputus. Minta dikirim ulang.")  # fmt: skip
rule("bersandi", GALAT, "Berkas diberi kata sandi.",
     "{file} diberi kata sandi. Buka di Excel, hapus kata sandinya, lalu simpan sebagai .xlsx.")  # fmt: skip
rule("xls_lama", GALAT, "Excel lama (.xls), apa pun nama berkasnya.",
     "{file} adalah Excel lama (.xls). Buka di Excel, pilih Simpan Sebagai, jenis “Excel Workbook "
     "(.xlsx)”.")  # fmt: skip
rule("berkas_xlsb", GALAT, "Excel biner (.xlsb).",
     "{file} adalah Excel biner (.xlsb). Buka di Excel, pilih Simpan Sebagai, jenis “Excel Workbook "
     "(.xlsx)”.")  # fmt: skip
rule("berkas_ods", GALAT, "Lembar kerja OpenDocument (.ods).",
     "{file} adalah OpenDocument (.ods). Buka di LibreOffice, pilih Simpan Sebagai, jenis “Excel "
     "2007-365 (.xlsx)”.")  # fmt: skip
rule("bermakro", GALAT, "Buku kerja dengan makro.",
     "{file} memuat makro. Formulir tidak memerlukannya: simpan sebagai “Excel Workbook (.xlsx)” "
     "tanpa makro.")  # fmt: skip
rule("berkas_csv", GALAT, "Berkas teks bersekat koma atau titik koma.",
     "{file} adalah CSV (teks), bukan buku kerja. Isi formulir .xlsx-nya, lalu kirim formulir itu.")  # fmt: skip
rule("berkas_html", GALAT, "Halaman web yang dinamai seperti Excel.",
     "{file} adalah halaman web (HTML), bukan buku kerja. Isi formulir .xlsx-nya, lalu kirim "
     "formulir itu.")  # fmt: skip
rule("berkas_xml", GALAT, "Berkas XML yang dinamai seperti Excel.",
     "{file} adalah XML, bukan buku kerja. Buka di Excel, pilih Simpan Sebagai, jenis “Excel "
     "Workbook (.xlsx)”.")  # fmt: skip
rule("berkas_pdf", GALAT, "Berkas PDF.",
     "{file} adalah PDF dan tidak dapat dibaca angkanya. Kirim formulir .xlsx-nya, bukan cetakannya.")  # fmt: skip
rule("berkas_word", GALAT, "Dokumen Word.",
     "{file} adalah dokumen Word, bukan buku kerja. Isi formulir .xlsx-nya, lalu kirim formulir itu.")  # fmt: skip
rule("berkas_dokumen", GALAT, "Dokumen lain: presentasi, gambar atau teks OpenDocument.",
     "{file} adalah dokumen teks, gambar atau presentasi, bukan buku kerja. Isi formulir .xlsx-nya, lalu kirim "
     "formulir itu.")  # fmt: skip
rule("zip_lain", GALAT, "Arsip zip yang bukan buku kerja.",
     "{file} adalah arsip zip, bukan buku kerja. Keluarkan formulir .xlsx dari dalamnya, lalu simpan "
     "di sini.")  # fmt: skip
rule("bukan_xlsx", GALAT, "Isi berkas bukan buku kerja .xlsx.",
     "{file} bukan buku kerja .xlsx. Buka di Excel, pilih Simpan Sebagai, jenis “Excel Workbook "
     "(.xlsx)”.")  # fmt: skip
rule("berkas_rusak", GALAT, "Berkas terpotong atau rusak.",
     "{file} rusak atau terpotong sehingga tidak dapat dibaca. Minta dikirim ulang.")  # fmt: skip
rule("berkas_terlalu_besar", GALAT, "Berkas, lembar atau teksnya jauh lebih besar daripada formulir.",
     "{file} terlalu besar untuk sebuah formulir. Salin isinya ke formulir yang baru.")  # fmt: skip
rule("bom_zip", GALAT, "Arsip yang mengembang jauh melebihi ukurannya.",
     "{file} mengembang jauh melebihi ukurannya, tidak seperti buku kerja biasa. Jangan dibuka; "
     "minta dikirim ulang.")  # fmt: skip
rule("isi_ganda", GALAT, "Arsip dengan dua bagian bernama sama.",
     "{file} memuat dua bagian bernama sama, jadi isinya tidak pasti. Buka di Excel, simpan lagi, "
     "lalu kirim ulang.")  # fmt: skip
rule("kompresi_asing", GALAT, "Arsip yang dimampatkan dengan cara lain.",
     "{file} dimampatkan dengan cara yang tidak dipakai Excel. Buka di Excel, simpan lagi, lalu "
     "kirim ulang.")  # fmt: skip
rule("xml_terlarang", GALAT, "Bagian dalam yang tidak pernah ditulis Excel (DOCTYPE atau pengodean lain).",
     "{file} memuat bagian yang tidak pernah ditulis Excel. Buka di Excel, simpan lagi, lalu kirim "
     "ulang.")  # fmt: skip
rule("pembaca_berhenti", GALAT, "Berkas yang membuat program pembaca berhenti; berkas lain tetap dibaca.",
     "{file} membuat program pembaca berhenti, jadi isinya tidak dibaca. Buka di Excel, simpan lagi sebagai .xlsx, "
     "lalu kirim ulang.")  # fmt: skip
rule("sedang_dibuka", PERINGATAN, "Berkas kunci: formulir sedang dibuka di Excel atau LibreOffice.",
     "{file} menandakan formulirnya sedang dibuka. Simpan dan tutup dahulu, lalu jalankan lagi.")  # fmt: skip

rule("tanpa_kode", GALAT, "Kode formulir tidak ditemukan.",
     "{file} tidak memuat Kode formulir, jadi bukan formulir IKI. Pakai formulir dari “iki template”.")  # fmt: skip
rule("kode_hilang", GALAT, "Formulir IKI yang Kode formulirnya dihapus atau berubah.",
     "Kode formulir di lembar {lembar} hilang atau berubah, jadi tidak pasti formulir siapa. " + NEW_FORM)  # fmt: skip
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
     "{label}: {sebab}, jadi nilainya tidak dapat dipastikan dan tidak dibaca. " + NEW_FORM)  # fmt: skip
rule("periode_berbeda", GALAT, "Periode yang tertulis berbeda dari Kode formulirnya.",
     "Di {file} tertulis periode {tertulis}, padahal Kode formulirnya untuk {menurut_kode}, jadi tidak pasti bulan "
     "mana. Salin isinya ke formulir bulan yang benar.")  # fmt: skip
rule("nama_berbeda", PERINGATAN, "Nama berkas menyebut formulir lain daripada kodenya.",
     "{file} dinamai seperti formulir {menurut_nama}, padahal Kode formulirnya {menurut_kode}. Yang dipakai kodenya; "
     "periksa apakah ini formulir yang dimaksud.")  # fmt: skip
rule("sel_terkunci_berubah", PERINGATAN, "Teks di sel terkunci berubah; nilainya tetap dibaca.",
     "Sel terkunci berisi “{diketik}”, padahal seharusnya “{seharusnya}”. Nilai di barisnya tetap dibaca; periksa "
     "apakah barisnya benar.")  # fmt: skip
rule("baris_disisipkan", PERINGATAN, "Baris yang disisipkan di antara baris formulir; isian lain tetap dibaca.",
     "Baris {baris_kata} di lembar {lembar} disisipkan dan tidak dibaca. Bila ada catatan di situ, pindahkan ke kolom "
     "keterangan, lalu hapus barisnya.")  # fmt: skip
rule("baris_dihapus", PERINGATAN, "Baris formulir yang bukan isian dihapus; isian tetap dibaca.",
     "Di lembar {lembar} ada yang dihapus: {label}. Isian yang masih ada tetap dibaca. Jangan menghapus baris "
     "formulir.")  # fmt: skip
rule("baris_berpindah", PERINGATAN, "Baris formulir berpindah atau diurutkan.",
     "Baris di lembar {lembar} berpindah, mungkin diurutkan: {baris_kata}. {akibat}")  # fmt: skip
rule("kolom_disisipkan", PERINGATAN, "Kolom yang disisipkan; isian tetap dibaca.",
     "Kolom {kolom_kata} di lembar {lembar} disisipkan dan tidak dibaca. Isian tetap dibaca; hapus kolom "
     "itu.")  # fmt: skip
rule("kolom_berpindah", PERINGATAN, "Kolom formulir berpindah; isian tetap dibaca.",
     "Urutan kolom di lembar {lembar} berubah. Isian tetap dibaca; kembalikan urutannya.")  # fmt: skip
rule("sel_digabung", PERINGATAN, "Sel terkunci digabung; isian tetap dibaca.",
     "Sel {area} di lembar {lembar} digabung. Isian tetap dibaca; pisahkan lagi selnya.")  # fmt: skip
rule("baris_tersembunyi", PERINGATAN, "Baris isian tersembunyi; nilainya tetap dibaca.",
     "Baris {baris_kata} di lembar {lembar} tersembunyi. Isinya tetap dibaca; tampilkan lagi dan periksa.")  # fmt: skip
rule("kolom_tersembunyi", PERINGATAN, "Kolom isian tersembunyi; nilainya tetap dibaca.",
     "Kolom {kolom_kata} di lembar {lembar} tersembunyi. Isinya tetap dibaca; tampilkan lagi dan periksa.")  # fmt: skip
rule("lembar_berganti_nama", PERINGATAN, "Lembar formulir berganti nama; tetap dibaca.",
     "Lembar “{asli}” kini bernama “{lembar}”. Isinya tetap dibaca; lain kali biarkan namanya.")  # fmt: skip
rule("lembar_lain", PERINGATAN, "Lembar yang bukan bagian formulir; tidak dibaca.",
     "Lembar {nama_lembar} bukan bagian formulir dan tidak dibaca. Bila berisi angka, ketik di lembar "
     "formulirnya.")  # fmt: skip
rule("catatan_hilang", PERINGATAN, "Lembar formulir disalin ke buku kerja lain; tetap dibaca.",
     "Catatan tersembunyi formulir tidak ada di {file}, mungkin lembarnya disalin ke buku kerja lain. Isinya tetap "
     "dibaca; lain kali kirim formulir aslinya.")  # fmt: skip
rule("rumus_ditimpa", GALAT, "Rumus di kolom isian hilang atau tertimpa, mungkin isiannya bergeser atau diurutkan.",
     "Rumus di sel terkunci {sel_kata} tertimpa, mungkin isiannya bergeser atau diurutkan. Isian {indikator_kata} "
     "tidak dapat dipastikan dan tidak dibaca. " + NEW_FORM)  # fmt: skip
rule("skor_tertinggal", PERINGATAN, "Skor yang belum diketik ulang di formulir penggantinya; survei dihitung tanpanya.",
     "“{label}”, baris {baris_kata}, belum diketik ulang; skornya di berkas lama tidak dapat dipindahkan. Ketik "
     "skornya; bila bukan jawaban siapa pun, biarkan kosong.")  # fmt: skip
rule("baris_sisipan", GALAT, "Skor di baris yang bukan baris responden.",
     "Baris {baris_kata} di lembar {lembar} bukan baris responden (mungkin disisipkan), jadi skornya tidak dibaca. "
     "Pindahkan skornya ke baris responden yang kosong, lalu kosongkan baris ini.")  # fmt: skip

rule("belum_diisi", GALAT, "Formulir belum diisi siapa pun; dihitung belum masuk.",
     "Formulir {nama}, {bulan}, belum diisi sama sekali. Isi sel kuningnya lalu kirim.")  # fmt: skip
rule("ganda_berbeda", GALAT, "Jabatan dan periode yang sama dua kali dengan isi berbeda; tidak satu pun dipakai.",
     "{nama}, {bulan}, ada {banyak} kali dengan isi berbeda: {berkas}. Sisakan satu yang benar.")  # fmt: skip
